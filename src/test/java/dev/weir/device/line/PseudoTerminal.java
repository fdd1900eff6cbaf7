package dev.weir.device.line;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The far end of a pseudo terminal of this machine, opened through its C library. Linux only. */
final class PseudoTerminal implements AutoCloseable {
  /** O_RDWR | O_NOCTTY | O_NONBLOCK of Linux on x86 and ARM: asm-generic/fcntl.h. */
  private static final int FLAGS = 0x2 | 0x100 | 0x800;

  private static final int PATH_BYTES_AT_MOST = 128;
  private static final Linker LINKER = Linker.nativeLinker();

  private final int master;
  private final String path;
  private boolean open = true;

  /** Opens a new one. */
  PseudoTerminal() throws IOException {
    master =
        (int)
            number(
                "posix_openpt",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                FLAGS);
    FunctionDescriptor onMaster = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    if (master < 0
        || number("grantpt", onMaster, master) != 0
        || number("unlockpt", onMaster, master) != 0) {
      throw new IOException("no pseudo terminal can be opened here");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(PATH_BYTES_AT_MOST);
      FunctionDescriptor naming =
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG);
      if (number("ptsname_r", naming, master, name, (long) PATH_BYTES_AT_MOST) != 0) {
        throw new IOException("the pseudo terminal has no name");
      }
      path = name.getString(0);
    }
  }

  static boolean isSupported() {
    return System.getProperty("os.name").equals("Linux");
  }

  /** Returns the path of the near end, to be opened as a serial port. */
  String path() {
    return path;
  }

  /** Returns what has arrived, without waiting. */
  String read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(1024);
      long count = number("read", transfer(), master, buffer, buffer.byteSize());
      return count <= 0
          ? ""
          : new String(
              buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }
  }

  void write(String text) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      if (number("write", transfer(), master, buffer, (long) bytes.length) != bytes.length) {
        throw new IOException("the pseudo terminal does not take '" + text + "'");
      }
    }
  }

  private static FunctionDescriptor transfer() {
    return FunctionDescriptor.of(
        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  }

  /** The C library is the one thing here that can open a pseudo terminal. */
  @SuppressWarnings("restricted")
  private static long number(String function, FunctionDescriptor descriptor, Object... arguments) {
    MethodHandle handle =
        LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), descriptor);
    try {
      return ((Number) handle.invokeWithArguments(arguments)).longValue();
    } catch (Throwable e) {
      throw new IllegalStateException("cannot call " + function, e);
    }
  }

  /** Goes away, as an adapter that is unplugged. */
  void hangUp() {
    close();
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    number("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), master);
  }
}
