package dev.weir.device.line;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A folder through which files are handed over; on the disk, or in memory for a virtual bench.
 * Never follows links.
 */
public interface DropFolder {
  /**
   * Returns the plain files of a sub-folder in name order.
   *
   * @throws IOException when the folder cannot be read
   */
  List<DroppedFile> list(String subfolder) throws IOException;

  /**
   * Returns, in name order, what lies in a sub-folder and is neither a plain file nor a folder:
   * links, pipes, devices. None of it is ever opened; it can be moved away by its own name.
   *
   * @throws IOException when the folder cannot be read
   */
  default List<String> listIrregular(String subfolder) throws IOException {
    return List.of();
  }

  /**
   * Returns the bytes of a file.
   *
   * @throws IOException when it cannot be read
   */
  byte[] read(String subfolder, String name) throws IOException;

  /**
   * Writes a file under a temporary name and renames it into place in one step, replacing none.
   *
   * @throws java.nio.file.FileAlreadyExistsException when a file of that name is there already
   * @throws IOException when it cannot be written
   */
  void write(String subfolder, String name, byte[] bytes) throws IOException;

  /**
   * Moves a file to another sub-folder, replacing none: a number is added to the name instead.
   *
   * @throws IOException when it cannot be moved
   */
  void move(String subfolder, String name, String toSubfolder) throws IOException;

  /**
   * A file as listed.
   *
   * @param name its name within the sub-folder
   * @param bytes its size
   * @param modifiedAt when it was last changed
   */
  record DroppedFile(String name, long bytes, Instant modifiedAt) {}
}
