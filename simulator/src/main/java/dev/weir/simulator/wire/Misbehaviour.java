package dev.weir.simulator.wire;

import dev.weir.device.line.Bytes;
import dev.weir.device.profile.codec.ModbusExceptions;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.simulator.plant.NoiseSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wrong with one simulated device: one kind of fault that befalls a share of its messages.
 * Owned by the thread that steps the bench.
 */
public final class Misbehaviour {
  private final Optional<Kind> kind;
  private final double share;
  private final NoiseSource noise;
  private final Optional<ErrorRule> error;
  private final Duration late;
  private final Duration dribble;
  private Optional<Bytes> held = Optional.empty();

  /** Kinds of fault. */
  public enum Kind {
    /** It hears and does not answer. */
    MUTE,
    /** It answers with an error and does nothing. */
    ERROR_REPLY,
    /** It says yes and keeps the value and the motion that it has. */
    IGNORED,
    /** Its answer comes after the longest wait for it. */
    LATE,
    /** Its answer breaks off. */
    TRUNCATED,
    /** One byte of its answer is changed. */
    GARBLED,
    /** Its answer comes twice. */
    DUPLICATED,
    /** Its answer comes byte by byte, each just in time. */
    DRIBBLED,
    /** Its answer is kept back and sent behind the next one. */
    SWAPPED,
    /** It loses power for a moment before it hears. */
    RESET,
    /** Spoken to before its gap has passed, its interface hangs until it is switched off and on. */
    HANG_IF_TOO_FAST
  }

  private Misbehaviour(
      Optional<Kind> kind,
      double share,
      NoiseSource noise,
      Optional<ErrorRule> error,
      Waits waits) {
    this.kind = kind;
    this.share = share;
    this.noise = noise;
    this.error = error;
    this.late = waits.firstByte().multipliedBy(3).dividedBy(2);
    this.dribble = waits.nextByte().dividedBy(2);
  }

  /**
   * The longest waits of the profile.
   *
   * @param firstByte for the first byte of an answer
   * @param nextByte for the next byte
   */
  public record Waits(Duration firstByte, Duration nextByte) {}

  /** Returns a device without fault. */
  public static Misbehaviour none() {
    return new Misbehaviour(
        Optional.empty(),
        0.0,
        new NoiseSource(0L, "none"),
        Optional.empty(),
        new Waits(Duration.ZERO, Duration.ZERO));
  }

  /**
   * Returns a device with a fault.
   *
   * @param share of its messages that the fault befalls, 0 to 1
   * @param error what it answers by {@link Kind#ERROR_REPLY}
   */
  public static Misbehaviour of(
      Kind kind, double share, NoiseSource noise, Optional<ErrorRule> error, Waits waits) {
    if (!(share >= 0.0 && share <= 1.0)) {
      throw new IllegalArgumentException("a share is from 0 to 1, was " + share);
    }
    if (kind == Kind.ERROR_REPLY && error.isEmpty()) {
      throw new IllegalArgumentException("this profile has no error replies");
    }
    return new Misbehaviour(Optional.of(kind), share, noise, error, waits);
  }

  /**
   * Reads a fault as it is written on a command line: the kind, and after an equals sign the share
   * of messages that it befalls.
   *
   * @param text for example {@code garbled=0.1}
   * @param wantedError the text of the error to answer; the profile's first when there is none
   * @throws IllegalArgumentException when it is not a fault, or not one of this profile
   */
  public static Misbehaviour parse(
      String text, Optional<String> wantedError, DeviceProfile profile, long seed) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    double share = equals < 0 ? 1.0 : share(text.substring(equals + 1));
    List<String> words = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      words.add(name);
      if (name.equals(word)) {
        Optional<ErrorRule> error =
            errors(profile).stream()
                .filter(
                    rule -> wantedError.isEmpty() || wantedError.get().equals(rule.text().strip()))
                .findFirst();
        return of(kind, share, new NoiseSource(seed, "misbehaviour"), error, waits(profile));
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not one of the faults %s".formatted(word, String.join(", ", words)));
  }

  /** Returns every error that a device can answer: its profile's own, or those of Modbus. */
  public static List<ErrorRule> errors(DeviceProfile profile) {
    boolean modbus =
        profile.wire().framings().values().stream().anyMatch(framing -> framing.reply().isModbus());
    return modbus ? ModbusExceptions.all() : profile.language().errors();
  }

  /** Returns the longest waits of a profile. */
  public static Waits waits(DeviceProfile profile) {
    return new Waits(
        profile.wire().timing().firstByteTimeout(), profile.wire().timing().interByteTimeout());
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a share from 0 to 1", e);
    }
  }

  /** Tells whether this fault befalls the message at hand. */
  boolean occurs(Kind wanted) {
    return kind.filter(wanted::equals).isPresent() && (share >= 1.0 || noise.uniform() < share);
  }

  /** Returns the error that is answered in place of obeying, if one is. */
  Optional<ErrorRule> error() {
    return occurs(Kind.ERROR_REPLY) ? error : Optional.empty();
  }

  /** Sends an answer, well or badly. */
  void send(Bytes bytes, Instant ready, SimulatedDevice.Transmitter transmitter) {
    if (kind.isEmpty() || !occurs(kind.get())) {
      transmitter.send(bytes, ready);
      return;
    }
    switch (kind.get()) {
      case MUTE, ERROR_REPLY, IGNORED, RESET, HANG_IF_TOO_FAST -> transmitter.send(bytes, ready);
      case LATE -> transmitter.send(bytes, ready.plus(late));
      case TRUNCATED ->
          transmitter.send(bytes.slice(0, noise.below(Math.max(1, bytes.length()))), ready);
      case GARBLED -> {
        byte[] damaged = bytes.toArray();
        if (damaged.length > 0) {
          damaged[noise.below(damaged.length)] ^= (byte) (1 + noise.below(255));
        }
        transmitter.send(Bytes.of(damaged), ready);
      }
      case DUPLICATED -> {
        transmitter.send(bytes, ready);
        transmitter.send(bytes, ready);
      }
      case DRIBBLED -> {
        for (int i = 0; i < bytes.length(); i++) {
          transmitter.send(bytes.slice(i, i + 1), ready.plus(dribble.multipliedBy(i)));
        }
      }
      case SWAPPED -> {
        if (held.isEmpty()) {
          held = Optional.of(bytes);
        } else {
          transmitter.send(bytes, ready);
          transmitter.send(held.get(), ready);
          held = Optional.empty();
        }
      }
    }
  }
}
