package dev.weir.device.line;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A folder on the disk through which files are handed over. Names are single path elements; every
 * access is resolved below the real path of the root; links are never followed, whether they are
 * files or the sub-folders themselves; sizes and counts are capped; nothing is ever replaced.
 * Sub-folders are made when they are missing, the root is not: a missing root is a disk that is not
 * mounted. Owned by one line thread.
 */
public final class DiskDropFolder implements DropFolder {
  /** Most entries of one sub-folder that are listed. */
  public static final int FILES_AT_MOST = 1000;

  /** Largest file that is read or written, in bytes. */
  public static final int FILE_BYTES_AT_MOST = 1 << 20;

  /** Most numbers tried when a name is taken. */
  private static final int NUMBERS_AT_MOST = 10_000;

  private final Path root;

  /** Makes a folder below the given root, which is first looked at when it is used. */
  public DiskDropFolder(Path root) {
    this.root = root;
  }

  @Override
  public List<DroppedFile> list(String subfolder) throws IOException {
    List<DroppedFile> files = new ArrayList<>();
    for (Path path : entries(subfolder)) {
      plainFile(path).ifPresent(files::add);
    }
    return files;
  }

  private static Optional<DroppedFile> plainFile(Path path) throws IOException {
    try {
      BasicFileAttributes attributes = attributes(path);
      return attributes.isRegularFile()
          ? Optional.of(
              new DroppedFile(
                  path.getFileName().toString(),
                  attributes.size(),
                  attributes.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      // Its owner has taken it away between the two looks: it is no longer part of the folder.
      return Optional.empty();
    }
  }

  @Override
  public List<String> listIrregular(String subfolder) throws IOException {
    return entries(subfolder).stream()
        .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
        .filter(path -> !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
        .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .map(path -> path.getFileName().toString())
        .toList();
  }

  private List<Path> entries(String subfolder) throws IOException {
    Path folder = folder(subfolder);
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        if (paths.size() == FILES_AT_MOST) {
          throw new IOException(
              "%s holds more than %d entries; clear it out".formatted(folder, FILES_AT_MOST));
        }
        paths.add(path);
      }
    }
    paths.sort(Comparator.comparing(path -> path.getFileName().toString()));
    return paths;
  }

  @Override
  public byte[] read(String subfolder, String name) throws IOException {
    Path path = element(folder(subfolder), name);
    if (!attributes(path).isRegularFile()) {
      throw new IOException(path + " is not a plain file");
    }
    try (InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = stream.readNBytes(FILE_BYTES_AT_MOST + 1);
      if (content.length > FILE_BYTES_AT_MOST) {
        throw new IOException("%s is larger than %d bytes".formatted(path, FILE_BYTES_AT_MOST));
      }
      return content;
    }
  }

  @Override
  public void write(String subfolder, String name, byte[] bytes) throws IOException {
    if (bytes.length > FILE_BYTES_AT_MOST) {
      throw new IOException(
          "%s would have %d bytes, more than %d".formatted(name, bytes.length, FILE_BYTES_AT_MOST));
    }
    Path folder = folder(subfolder);
    Path target = element(folder, name);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path temporary = element(folder, "." + name + ".part");
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(temporary, target);
  }

  @Override
  public void move(String subfolder, String name, String toSubfolder) throws IOException {
    Path source = element(folder(subfolder), name);
    BasicFileAttributes attributes = attributes(source);
    if (attributes.isDirectory()) {
      throw new IOException(source + " is a folder and is not moved");
    }
    Path folder = folder(toSubfolder);
    for (int number = 1; number <= NUMBERS_AT_MOST; number++) {
      Path target = element(folder, numbered(name, number));
      if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(source, target);
        return;
      }
    }
    throw new IOException(
        "%s holds %d files named like %s".formatted(folder, NUMBERS_AT_MOST, name));
  }

  private static String numbered(String name, int number) {
    if (number == 1) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return name.substring(0, end) + "-" + number + name.substring(end);
  }

  private Path folder(String subfolder) throws IOException {
    Path realRoot;
    try {
      realRoot = root.toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException("folder " + root + " is not there", e);
    }
    Path folder = element(realRoot, subfolder);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(folder + " (a link is not followed)");
    }
    return folder;
  }

  private static Path element(Path folder, String name) throws IOException {
    try {
      Path relative = Path.of(name);
      boolean single = !relative.isAbsolute() && relative.getNameCount() == 1;
      if (!single
          || name.isBlank()
          || name.equals(".")
          || name.equals("..")
          || name.endsWith("/")) {
        throw new IOException("'" + CleanText.of(name) + "' is not a plain file name");
      }
      return folder.resolve(relative);
    } catch (InvalidPathException e) {
      throw new IOException("'" + CleanText.of(name) + "' is not a plain file name", e);
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
