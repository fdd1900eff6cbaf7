package dev.weir.journal;

import dev.weir.journal.JournalOwnEvent.TailCut;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The journal of one reactor, open for writing: a folder of segments of checksummed, hash-chained
 * frames.
 *
 * <p>One thread appends (the control thread) and never waits; another one, or the same between two
 * appends, calls {@link JournalAgent#doWork}, which writes and forces. The files depend on the
 * events and their instants only: the same ones give the same bytes. Only one process writes a
 * journal at a time.
 *
 * <p>A write or a force that fails makes the journal unhealthy for good. A failed force is never
 * repeated, since the second one may succeed without having written what the first one lost.
 */
public final class Journal implements JournalAppender, AutoCloseable {
  private final JournalFolder folder;
  private final EventTypes types;
  private final FileChannel lock;
  private final Optional<TailCut> cut;
  private final EventQueue queue;
  private final JournalAgent agent;
  private long lastAppended;

  private Journal(JournalFolder folder, EventTypes types, FileChannel lock, Opening opening) {
    this.folder = folder;
    this.types = types;
    this.lock = lock;
    this.cut = opening.tail().cut();
    this.queue = new EventQueue(opening.settings().queueCapacity());
    this.agent = new JournalAgent(folder, types, queue, opening);
    this.lastAppended = opening.tail().lastSequence();
  }

  /** What the writing end starts from. */
  record Opening(
      JournalSettings settings, JournalTail tail, SegmentWriter writer, ForcedMark mark) {}

  /** Opens the journal in a folder on this machine's disk with the standard settings. */
  public static Journal open(Path folder, EventTypes types) {
    return open(folder, types, JournalSettings.STANDARD, JournalDisk.system());
  }

  /**
   * Opens the journal in a folder, which is created when it is not there. A torn tail is cut off
   * and kept aside; see {@link #cut()}.
   *
   * @throws JournalException when another process writes it, when it is damaged elsewhere than at
   *     its tail, or when the disk refuses
   */
  public static Journal open(
      Path folder, EventTypes types, JournalSettings settings, JournalDisk disk) {
    JournalFolder names = new JournalFolder(folder);
    FileChannel lock = locked(names);
    try {
      JournalTail tail = JournalTail.find(names, disk);
      SegmentWriter writer = new SegmentWriter(names, disk, settings.segmentBytes(), tail);
      ForcedMark mark = new ForcedMark(disk, names.forcedMark());
      // Whatever was read at the start may still be in the machine's memory only.
      writer.force();
      boolean broken = tail.cut().map(cut -> cut.acknowledgedLost() > 0).orElse(false);
      if (!broken) {
        // A broken promise stays on file until the event that tells of it has been forced.
        mark.writeForced(tail.lastSequence());
      }
      return new Journal(names, types, lock, new Opening(settings, tail, writer, mark));
    } catch (IOException e) {
      release(lock, names);
      throw new JournalException("%s: cannot be opened: %s".formatted(folder, e.getMessage()), e);
    } catch (JournalException e) {
      release(lock, names);
      throw e;
    }
  }

  private static FileChannel locked(JournalFolder folder) {
    try {
      Files.createDirectories(folder.path());
      FileChannel channel =
          FileChannel.open(folder.lock(), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      try {
        FileLock held = channel.tryLock();
        if (held != null) {
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        channel.close();
        throw new JournalException(folder.path() + ": this process already writes the journal", e);
      }
      channel.close();
      throw new JournalException(folder.path() + ": another process writes the journal");
    } catch (IOException e) {
      throw new JournalException(
          "%s: cannot be locked: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  private static void release(FileChannel lock, JournalFolder folder) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new JournalException(
          "%s: cannot be unlocked: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  @Override
  public long append(Instant at, JournalEvent event) {
    return append(at, event, false);
  }

  @Override
  public long appendForced(Instant at, JournalEvent event) {
    return append(at, event, true);
  }

  private long append(Instant at, JournalEvent event, boolean forced) {
    Optional<String> failure = agent.failure();
    if (failure.isPresent()) {
      throw new JournalException(failure.get());
    }
    if (!types.knows(event.getClass())) {
      throw new JournalException(
          "events of type " + event.getClass().getName() + " are not registered");
    }
    long sequence = lastAppended + 1;
    if (!queue.offer(new EventQueue.Pending(sequence, at, event, forced))) {
      throw new JournalException(
          "%s: %d events wait for the disk already".formatted(folder.path(), queue.capacity()));
    }
    lastAppended = sequence;
    return sequence;
  }

  @Override
  public long forcedSequence() {
    return agent.forcedSequence();
  }

  @Override
  public boolean isHealthy() {
    return agent.failure().isEmpty();
  }

  /** Returns why the journal can no longer be written; empty while it is healthy. Any thread. */
  public Optional<String> failure() {
    return agent.failure();
  }

  /**
   * Returns what was cut off when the journal was opened: to be appended as the first event of the
   * session.
   */
  public Optional<TailCut> cut() {
    return cut;
  }

  /** Returns the writing end, for the one thread that shall write. */
  public JournalAgent agent() {
    return agent;
  }

  /** Returns the folder. */
  public Path folder() {
    return folder.path();
  }

  /**
   * Writes and forces what still waits, and lets the folder go. Called by the thread that owns the
   * agent, at the end.
   */
  @Override
  public void close() {
    agent.close();
    release(lock, folder);
  }
}
