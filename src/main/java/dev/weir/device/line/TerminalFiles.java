package dev.weir.device.line;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The two open files of a pseudo terminal, by the C library: posix_openpt(3), ptsname_r(3),
 * termios(3). Never waits. Used by one thread at a time.
 */
final class TerminalFiles implements AutoCloseable {
  /** O_RDWR | O_NOCTTY | O_NONBLOCK of Linux on x86 and ARM: asm-generic/fcntl.h. */
  private static final int FLAGS = 0x2 | 0x100 | 0x800;

  private static final int PATH_BYTES_AT_MOST = 128;

  /** More than a struct termios of glibc (60 bytes) or musl takes. */
  private static final int TERMIOS_BYTES = 128;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final MethodHandle OPENPT = handle("posix_openpt", of(INT, INT));
  private static final MethodHandle GRANT = handle("grantpt", of(INT, INT));
  private static final MethodHandle UNLOCK = handle("unlockpt", of(INT, INT));
  private static final MethodHandle NAME =
      handle("ptsname_r", of(INT, INT, ValueLayout.ADDRESS, LONG));
  private static final MethodHandle OPEN = handle("open", of(INT, ValueLayout.ADDRESS, INT));
  private static final MethodHandle GET = handle("tcgetattr", of(INT, INT, ValueLayout.ADDRESS));
  private static final MethodHandle RAW =
      handle("cfmakeraw", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
  private static final MethodHandle SET =
      handle("tcsetattr", of(INT, INT, INT, ValueLayout.ADDRESS));
  private static final MethodHandle READ = handle("read", of(LONG, INT, ValueLayout.ADDRESS, LONG));
  private static final MethodHandle WRITE =
      handle("write", of(LONG, INT, ValueLayout.ADDRESS, LONG));
  private static final MethodHandle CLOSE = handle("close", of(INT, INT));

  private final Arena arena = Arena.ofShared();
  private final int far;
  private final int near;
  private final String nearEnd;
  private MemorySegment buffer;

  private TerminalFiles(int far, int near, String nearEnd) {
    this.far = far;
    this.near = near;
    this.nearEnd = nearEnd;
    this.buffer = arena.allocate(PATH_BYTES_AT_MOST);
  }

  private static FunctionDescriptor of(
      java.lang.foreign.MemoryLayout result, java.lang.foreign.MemoryLayout... arguments) {
    return FunctionDescriptor.of(result, arguments);
  }

  /** The C library is the one thing here that can open a pseudo terminal. */
  @SuppressWarnings("restricted")
  private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), descriptor);
  }

  /** Opens a new pair, raw. */
  static TerminalFiles open() throws IOException {
    int far = (int) call(OPENPT, FLAGS);
    if (far < 0) {
      throw new IOException("no pseudo terminal can be opened here");
    }
    if (call(GRANT, far) != 0 || call(UNLOCK, far) != 0) {
      call(CLOSE, far);
      throw new IOException("the pseudo terminal cannot be unlocked");
    }
    try (Arena arena = Arena.ofShared()) {
      MemorySegment name = arena.allocate(PATH_BYTES_AT_MOST);
      int near = -1;
      if (call(NAME, far, name, (long) PATH_BYTES_AT_MOST) == 0) {
        near = (int) call(OPEN, name, FLAGS);
      }
      if (near < 0) {
        call(CLOSE, far);
        throw new IOException("the near end of the pseudo terminal cannot be opened");
      }
      makeRaw(near, arena.allocate(TERMIOS_BYTES));
      return new TerminalFiles(far, near, name.getString(0));
    }
  }

  private static void makeRaw(int file, MemorySegment termios) {
    if (call(GET, file, termios) == 0) {
      call(RAW, termios);
      call(SET, file, 0, termios);
    }
  }

  /** Returns the path of the near end. */
  String nearEnd() {
    return nearEnd;
  }

  /** Reads what has arrived; 0 bytes when nothing has. */
  int read(byte[] into, int atMost) {
    MemorySegment room = room(atMost);
    long count = call(READ, far, room, (long) atMost);
    if (count <= 0) {
      return 0;
    }
    MemorySegment.copy(room, ValueLayout.JAVA_BYTE, 0, into, 0, (int) count);
    return (int) count;
  }

  /**
   * Writes all bytes.
   *
   * @throws IOException when they are not taken: nobody has read for a long time
   */
  void write(byte[] bytes) throws IOException {
    MemorySegment room = room(bytes.length);
    MemorySegment.copy(bytes, 0, room, ValueLayout.JAVA_BYTE, 0, bytes.length);
    if (call(WRITE, far, room, (long) bytes.length) != bytes.length) {
      throw new IOException("the pseudo terminal does not take " + bytes.length + " bytes");
    }
  }

  private MemorySegment room(int bytes) {
    if (buffer.byteSize() < bytes) {
      buffer = arena.allocate(bytes);
    }
    return buffer;
  }

  private static long call(MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments) instanceof Number number
          ? number.longValue()
          : 0L;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the C library cannot be called", e);
    }
  }

  @Override
  public void close() {
    call(CLOSE, near);
    call(CLOSE, far);
    arena.close();
  }
}
