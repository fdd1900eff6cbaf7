package dev.weir.jobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run the jobs of a folder: one program at a time, the daemon or a worker. The system
 * takes it back from a program that dies.
 */
final class OwnerLock implements AutoCloseable {
  private final FileChannel channel;

  private OwnerLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock; empty when another program has it.
   *
   * @throws JobsException when the folder cannot be written
   */
  static Optional<OwnerLock> take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return Optional.of(new OwnerLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new JobsException("%s: cannot be locked: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JobsException("the lock cannot be let go: " + e.getMessage(), e);
    }
  }
}
