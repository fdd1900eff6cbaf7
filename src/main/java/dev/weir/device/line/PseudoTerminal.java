package dev.weir.device.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The far end of a pseudo terminal of this machine: what a program opens as a serial port is the
 * near end, and what it writes there is read here. For simulated devices and benches; Linux only.
 *
 * <p>The near end is held open and raw from here, too, so that nothing is echoed or changed and the
 * far end stays readable while nobody has the near one. A pseudo terminal has no baud rate, no
 * parity and no handshake lines. Owned by one thread.
 */
public final class PseudoTerminal implements Port {
  private static final int READ_BYTES_AT_MOST = 4096;

  private final Optional<Path> link;
  private final byte[] chunk = new byte[READ_BYTES_AT_MOST];
  private Optional<TerminalFiles> files = Optional.empty();
  private String path = "";

  /** Makes a closed one whose near end is only known by {@link #path}. */
  public PseudoTerminal() {
    this(Optional.empty());
  }

  /**
   * Makes a closed one whose near end is also reached by a name of the user's.
   *
   * @param link a path that is not there yet: while it is open it is a symbolic link to the near
   *     end
   */
  public PseudoTerminal(Path link) {
    this(Optional.of(link));
  }

  private PseudoTerminal(Optional<Path> link) {
    this.link = link;
  }

  /** Tells whether this machine has pseudo terminals as they are opened here. */
  public static boolean isSupported() {
    return System.getProperty("os.name").equals("Linux");
  }

  /** Returns the path of the near end, to be opened as a serial port; empty before the opening. */
  public String path() {
    return path;
  }

  @Override
  public void open() throws IOException {
    close();
    if (!isSupported()) {
      throw new IOException("pseudo terminals are made on Linux only");
    }
    TerminalFiles opened = TerminalFiles.open();
    try {
      path = opened.nearEnd();
      if (link.isPresent()) {
        Files.createSymbolicLink(link.get(), Path.of(path));
      }
    } catch (FileAlreadyExistsException e) {
      opened.close();
      throw new IOException(
          link.orElseThrow() + " is there already: name a path that is free, or remove it", e);
    } catch (IOException e) {
      opened.close();
      throw new IOException(
          "cannot make the link " + link.orElseThrow() + ": " + e.getMessage(), e);
    }
    files = Optional.of(opened);
  }

  @Override
  public boolean isOpen() {
    return files.isPresent();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count = opened().read(chunk, Math.min(chunk.length, into.remaining()));
    into.put(chunk, 0, count);
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    opened().write(content);
  }

  private TerminalFiles opened() throws IOException {
    return files.orElseThrow(() -> new IOException("the pseudo terminal is not open"));
  }

  /** Goes away, as an adapter that is unplugged; the user's name for it goes, too. */
  @Override
  public void close() {
    if (files.isEmpty()) {
      return;
    }
    files.get().close();
    files = Optional.empty();
    link.ifPresent(PseudoTerminal::remove);
  }

  private static void remove(Path link) {
    try {
      Files.deleteIfExists(link);
    } catch (IOException _) {
      // A link that leads nowhere is refused by whoever opens it next, by name.
    }
  }

  @Override
  public String toString() {
    return "pseudo terminal " + link.map(Path::toString).orElse(path);
  }
}
