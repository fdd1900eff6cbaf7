package dev.weir.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The disk under a journal, as far as writing goes: the seam at which a test makes disks fail. */
public interface JournalDisk {
  /** Opens a file for writing; creates it when it is not there. */
  Output open(Path file) throws IOException;

  /** Makes the names in a folder durable. */
  void forceFolder(Path folder) throws IOException;

  /** A file that is open for writing. Owned by the journal's thread. */
  interface Output extends Closeable {
    /**
     * Writes at a place of the file; may write less than asked.
     *
     * @param offset from the start of the file, in bytes
     * @return how many bytes were written
     */
    int write(ByteBuffer bytes, long offset) throws IOException;

    /**
     * Returns when everything written so far is on the disk. A failure is final: it is never tried
     * again.
     */
    void force() throws IOException;
  }

  /** Returns the disk of this machine. */
  static JournalDisk system() {
    return new SystemDisk(true);
  }

  /**
   * Returns the disk of this machine without waiting for it: for virtual campaigns, which are
   * repeated rather than recovered. The bytes written are the same.
   */
  static JournalDisk withoutForce() {
    return new SystemDisk(false);
  }
}
