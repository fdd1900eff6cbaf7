package dev.weir.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files of the operating system.
 *
 * @param forces whether a force waits for the disk
 */
record SystemDisk(boolean forces) implements JournalDisk {
  private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  @Override
  public Output open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    return new Output() {
      @Override
      public int write(ByteBuffer bytes, long offset) throws IOException {
        return channel.write(bytes, offset);
      }

      @Override
      public void force() throws IOException {
        if (forces) {
          channel.force(false);
        }
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    // Windows has no way to force a folder, and none to open it (assumed).
    if (forces && !WINDOWS) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
