package dev.weir.device.line;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A drop folder in memory, with a data system at its far end that the test plays. */
final class MemoryDropFolder implements DropFolder {
  private record Content(Bytes bytes, Instant at) {}

  private final SortedMap<String, SortedMap<String, Content>> folders = new TreeMap<>();
  private final List<String> links = new ArrayList<>();
  private Instant disk = Instant.parse("2030-06-01T12:00:00Z");
  private boolean unmounted;

  /** Puts a file into the results, replacing what is there, as a careless data system would. */
  void puts(String name, String text) {
    puts(name, text, StandardCharsets.UTF_8);
  }

  void puts(String name, String text, Charset charset) {
    disk = disk.plusMillis(1);
    folder(CsvDropAnalyser.RESULTS).put(name, new Content(Bytes.of(text.getBytes(charset)), disk));
  }

  void putsLink(String name) {
    links.add(name);
  }

  void unmounted(boolean value) {
    unmounted = value;
  }

  List<String> names(String subfolder) {
    return List.copyOf(folder(subfolder).keySet());
  }

  String text(String subfolder, String name) throws IOException {
    return new String(read(subfolder, name), StandardCharsets.UTF_8);
  }

  private SortedMap<String, Content> folder(String subfolder) {
    return folders.computeIfAbsent(subfolder, key -> new TreeMap<>());
  }

  private void check() throws IOException {
    if (unmounted) {
      throw new IOException("folder /drop is not there");
    }
  }

  @Override
  public List<DroppedFile> list(String subfolder) throws IOException {
    check();
    return folder(subfolder).entrySet().stream()
        .map(
            entry ->
                new DroppedFile(
                    entry.getKey(), entry.getValue().bytes().length(), entry.getValue().at()))
        .toList();
  }

  @Override
  public List<String> listIrregular(String subfolder) throws IOException {
    check();
    return subfolder.equals(CsvDropAnalyser.RESULTS) ? List.copyOf(links) : List.of();
  }

  @Override
  public byte[] read(String subfolder, String name) throws IOException {
    check();
    Content content = folder(subfolder).get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content.bytes().toArray();
  }

  @Override
  public void write(String subfolder, String name, byte[] bytes) throws IOException {
    check();
    if (folder(subfolder).putIfAbsent(name, new Content(Bytes.of(bytes), disk)) != null) {
      throw new FileAlreadyExistsException(name);
    }
  }

  @Override
  public void move(String subfolder, String name, String toSubfolder) throws IOException {
    check();
    if (links.remove(name)) {
      folder(toSubfolder).put(name, new Content(Bytes.EMPTY, disk));
      return;
    }
    Content content = folder(subfolder).remove(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    String free = name;
    for (int i = 2; folder(toSubfolder).containsKey(free); i++) {
      free = name + "-" + i;
    }
    folder(toSubfolder).put(free, content);
  }
}
