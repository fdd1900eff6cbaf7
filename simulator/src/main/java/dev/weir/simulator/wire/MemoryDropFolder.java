package dev.weir.simulator.wire;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.DropFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A drop folder in memory, which knows no time but the one it is told. Owned by the thread that
 * steps the bench.
 */
public final class MemoryDropFolder implements DropFolder {
  /** Most files that it holds; the next one is refused as on a full disk. */
  static final int MOST_FILES = 100_000;

  private final Map<String, SortedMap<String, Content>> folders = new TreeMap<>();
  private Instant now;
  private boolean lost;
  private int files;

  /** An empty folder at the given instant. */
  public MemoryDropFolder(Instant now) {
    this.now = now;
  }

  private record Content(Bytes bytes, Instant modifiedAt) {}

  /** Says what time it is. */
  public void at(Instant instant) {
    now = instant;
  }

  /** Takes the folder away, as when a network share is lost, or brings it back. */
  void lose(boolean wanted) {
    lost = wanted;
  }

  /** Tells whether a sub-folder holds no file. */
  boolean isEmpty(String subfolder) {
    SortedMap<String, Content> folder = folders.get(subfolder);
    return folder == null || folder.isEmpty();
  }

  @Override
  public List<DroppedFile> list(String subfolder) throws IOException {
    check();
    return folder(subfolder).entrySet().stream()
        .map(
            file ->
                new DroppedFile(
                    file.getKey(), file.getValue().bytes().length(), file.getValue().modifiedAt()))
        .toList();
  }

  @Override
  public byte[] read(String subfolder, String name) throws IOException {
    check();
    return existing(subfolder, name).bytes().toArray();
  }

  @Override
  public void write(String subfolder, String name, byte[] bytes) throws IOException {
    check();
    if (files >= MOST_FILES) {
      throw new IOException(
          "no space left for '%s/%s': %d files".formatted(subfolder, name, files));
    }
    if (folder(subfolder).putIfAbsent(name, new Content(Bytes.of(bytes), now)) != null) {
      throw new FileAlreadyExistsException(subfolder + "/" + name);
    }
    files++;
  }

  @Override
  public void move(String subfolder, String name, String toSubfolder) throws IOException {
    check();
    Content content = existing(subfolder, name);
    SortedMap<String, Content> target = folder(toSubfolder);
    String free = name;
    for (int i = 1; target.containsKey(free); i++) {
      free = name + "." + i;
    }
    folder(subfolder).remove(name);
    target.put(free, content);
  }

  private Content existing(String subfolder, String name) throws IOException {
    Content content = folder(subfolder).get(name);
    if (content == null) {
      throw new FileNotFoundException("no file '%s/%s'".formatted(subfolder, name));
    }
    return content;
  }

  private SortedMap<String, Content> folder(String subfolder) {
    return folders.computeIfAbsent(subfolder, name -> new TreeMap<>());
  }

  private void check() throws IOException {
    if (lost) {
      throw new IOException("the folder is gone");
    }
  }
}
