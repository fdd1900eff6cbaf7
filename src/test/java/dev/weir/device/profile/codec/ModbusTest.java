package dev.weir.device.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.Crc16;
import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultRequestSerializer;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.pdu.ModbusPdu;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.TestProfiles;
import dev.weir.device.profile.frame.Crc;
import dev.weir.device.profile.frame.FrameCodec;
import dev.weir.device.profile.frame.FrameForm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our Modbus bytes against those of an independent library. */
final class ModbusTest {
  private static Bytes theirs(ModbusPdu pdu, boolean request) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(300);
    if (request) {
      DefaultRequestSerializer.INSTANCE.encode(pdu, buffer);
    } else {
      DefaultResponseSerializer.INSTANCE.encode(pdu, buffer);
    }
    return Bytes.of(Arrays.copyOf(buffer.array(), buffer.position()));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void requestsAndResponsesAreThoseOfAnIndependentLibrary(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50; i++) {
      int address = random.nextInt(0x10000);
      int count = 1 + random.nextInt(120);
      int value = random.nextInt(0x10000);
      byte[] block = new byte[2 * count];
      random.nextBytes(block);

      agrees(
          new ModbusRequest.ReadRegisters(false, address, count),
          new ReadHoldingRegistersRequest(address, count));
      agrees(
          new ModbusRequest.ReadRegisters(true, address, count),
          new ReadInputRegistersRequest(address, count));
      agrees(
          new ModbusRequest.WriteSingle(address, value),
          new WriteSingleRegisterRequest(address, value));
      agrees(
          new ModbusRequest.WriteMultiple(address, Bytes.of(block)),
          new WriteMultipleRegistersRequest(address, count, block));
      agrees(
          new ModbusResponse.Registers(false, Bytes.of(block)),
          new ReadHoldingRegistersResponse(block));
      agrees(
          new ModbusResponse.Registers(true, Bytes.of(block)),
          new ReadInputRegistersResponse(block));
      agrees(
          new ModbusResponse.WrittenSingle(address, value),
          new WriteSingleRegisterResponse(address, value));
      agrees(
          new ModbusResponse.WrittenMultiple(address, count),
          new WriteMultipleRegistersResponse(address, count));
    }
  }

  private static void agrees(ModbusRequest ours, ModbusPdu theirs) throws Exception {
    Bytes bytes = theirs(theirs, true);
    assertThat(ModbusPdus.write(ours)).isEqualTo(bytes);
    assertThat(ModbusPdus.readRequest(bytes)).isEqualTo(ours);
  }

  private static void agrees(ModbusResponse ours, ModbusPdu theirs) throws Exception {
    Bytes bytes = theirs(theirs, false);
    assertThat(ModbusPdus.write(ours)).isEqualTo(bytes);
    assertThat(ModbusPdus.readResponse(bytes)).contains(ours);
  }

  @Test
  void theChecksumIsThatOfAnIndependentLibrary() {
    byte[] message = {1, 3, 0, 107, 0, 1};
    Crc16 crc = new Crc16();
    crc.update(ByteBuffer.wrap(message));
    assertThat(Crc.modbus(message, 0, message.length)).isEqualTo(crc.getValue());
  }

  @Test
  void theHeaderIsThatOfAnIndependentLibrary() {
    ByteBuffer buffer = ByteBuffer.allocate(7);
    MbapHeader.Serializer.encode(new MbapHeader(0x1234, 0, 6, 17), buffer);
    Bytes frame =
        FrameCodec.wrap(
            new FrameForm.ModbusTcp(),
            ModbusPdus.write(new ModbusRequest.ReadRegisters(false, 1, 1)),
            17,
            0x1234);
    assertThat(frame.slice(0, 7)).isEqualTo(Bytes.of(buffer.array()));
  }

  @Test
  void aRequestThatNoCommandMakesIsStillReadable() {
    ProfileCodec codec =
        TestProfiles.codec(TestProfiles.read("eurotherm-3200"), "1", Map.of("decimals", "1"));
    Bytes frame = codec.encodeModbusRequest(new ModbusRequest.ReadRegisters(false, 1, 1), 0);
    assertThat(codec.decodeRequest(frame)).isInstanceOf(RequestReading.Unknown.class);
    assertThat(codec.decodeModbusRequest(frame))
        .contains(new ModbusRequest.ReadRegisters(false, 1, 1));
  }
}
