package dev.weir.app.bench;

import dev.weir.device.line.PseudoTerminal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A peer behind a pseudo terminal that answers every line at once with the same line. It looks
 * without a pause, so it takes a whole processor while it lives.
 */
final class PromptTerminal implements AutoCloseable {
  private static final byte[] REPLY = "25.00\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 256;

  private final PseudoTerminal terminal = new PseudoTerminal();
  private final AtomicBoolean wanted = new AtomicBoolean(true);
  private final Thread thread;

  PromptTerminal() throws IOException {
    terminal.open();
    thread = Thread.ofPlatform().name("peer-terminal").daemon(true).start(this::serve);
  }

  /** Returns the path of the serial port at whose other end it is. */
  String path() {
    return terminal.path();
  }

  private void serve() {
    ByteBuffer arrived = ByteBuffer.allocate(BUFFER);
    try {
      while (wanted.get()) {
        arrived.clear();
        int count = terminal.read(arrived);
        for (int i = 0; i < count; i++) {
          if (arrived.get(i) == '\n') {
            terminal.write(ByteBuffer.wrap(REPLY));
          }
        }
        if (count == 0) {
          Thread.onSpinWait();
        }
      }
    } catch (IOException _) {
      // Nobody reads any longer: the bench is over.
    }
  }

  @Override
  public void close() {
    wanted.set(false);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.close();
  }
}
