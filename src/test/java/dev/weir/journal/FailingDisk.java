package dev.weir.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A disk that dies at a chosen operation, and then forgets any part of what was never forced:
 * blocks of 512 bytes are kept or lost one by one, in any order.
 */
final class FailingDisk implements JournalDisk {
  private static final int BLOCK = 512;

  enum Fault {
    NONE,
    SHORT_WRITE,
    FULL,
    DEAD
  }

  private final Map<Path, List<Undo>> unforced = new LinkedHashMap<>();
  private final SplittableRandom random;
  private Fault fault = Fault.NONE;
  private long faultAt = Long.MAX_VALUE;
  private boolean forcesFail;
  private long operations;
  private int forces;

  @SuppressWarnings("ArrayRecordComponent")
  private record Undo(long offset, byte[] before, long sizeBefore) {}

  FailingDisk(long seed) {
    this.random = new SplittableRandom(seed);
  }

  FailingDisk failAt(long operation, Fault kind) {
    faultAt = operation;
    fault = kind;
    return this;
  }

  void failForces(boolean fail) {
    forcesFail = fail;
  }

  long operations() {
    return operations;
  }

  int forces() {
    return forces;
  }

  private boolean isFaulty() {
    operations++;
    return operations >= faultAt;
  }

  @Override
  public Output open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    return new Output() {
      @Override
      public int write(ByteBuffer bytes, long offset) throws IOException {
        if (isFaulty()) {
          switch (fault) {
            case NONE -> {}
            case FULL -> throw new IOException("No space left on device");
            case DEAD -> {
              int some = random.nextInt(bytes.remaining() + 1);
              remembered(bytes.slice().limit(some), offset);
              throw new IOException("crash");
            }
            case SHORT_WRITE -> {
              int some = 1 + random.nextInt(bytes.remaining());
              remembered(bytes.slice().limit(some), offset);
              bytes.position(bytes.position() + some);
              return some;
            }
          }
        }
        return remembered(bytes, offset);
      }

      private int remembered(ByteBuffer bytes, long offset) throws IOException {
        long size = channel.size();
        ByteBuffer before = ByteBuffer.allocate(bytes.remaining());
        channel.read(before, offset);
        byte[] old = new byte[before.position()];
        before.flip().get(old);
        unforced.computeIfAbsent(file, _ -> new ArrayList<>()).add(new Undo(offset, old, size));
        return channel.write(bytes, offset);
      }

      @Override
      public void force() throws IOException {
        forces++;
        if (forcesFail) {
          throw new IOException("Input/output error");
        }
        if (isFaulty() && fault == Fault.DEAD) {
          throw new IOException("crash");
        }
        unforced.remove(file);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    if (isFaulty() && fault == Fault.DEAD) {
      throw new IOException("crash");
    }
  }

  /** Loses any part of what was not forced. */
  void losePower() throws IOException {
    for (Map.Entry<Path, List<Undo>> entry : unforced.entrySet()) {
      if (Files.exists(entry.getKey())) {
        try (FileChannel channel =
            FileChannel.open(entry.getKey(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          for (Undo undo : entry.getValue().reversed()) {
            lose(channel, undo);
          }
        }
      }
    }
  }

  private void lose(FileChannel channel, Undo undo) throws IOException {
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> {
        channel.write(ByteBuffer.wrap(undo.before()), undo.offset());
        channel.truncate(Math.max(undo.sizeBefore(), undo.offset() + undo.before().length));
      }
      case 2 -> {
        long size = channel.size();
        if (size > undo.sizeBefore()) {
          channel.truncate(undo.sizeBefore() + random.nextLong(size - undo.sizeBefore() + 1));
        }
      }
      default -> {
        long size = channel.size();
        for (long block = undo.sizeBefore(); block < size; block += BLOCK) {
          if (random.nextBoolean()) {
            channel.write(ByteBuffer.allocate((int) Math.min(BLOCK, size - block)), block);
          }
        }
      }
    }
  }
}
