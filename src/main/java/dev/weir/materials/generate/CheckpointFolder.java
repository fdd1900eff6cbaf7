package dev.weir.materials.generate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/**
 * A folder with one file for each finished member. A file names the training that it belongs to by
 * a key made of everything that decides about the outcome; a file of another training, and one that
 * cannot be read, is trained anew. Owned by the training's thread.
 */
public final class CheckpointFolder implements MemberStore {
  private static final String ENDING = ".member";

  private final Path folder;
  private final String key;
  private int resumed;

  /**
   * Opens a folder, creating it if needed.
   *
   * @param folder of one training at a time
   * @param key of the training, see {@link EnergyTraining#key}
   * @throws IOException when the folder cannot be created
   */
  public CheckpointFolder(Path folder, String key) throws IOException {
    this.folder = folder;
    this.key = key;
    Files.createDirectories(folder);
  }

  /** Returns how many members were there already. */
  public int resumed() {
    return resumed;
  }

  @Override
  public <N> N keep(String name, Codec<N> codec, Supplier<N> training) {
    Path file = folder.resolve(name.replace(' ', '-') + ENDING);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readUTF().equals(key)) {
        N member = codec.read(in);
        resumed++;
        return member;
      }
    } catch (IOException absentOrDamaged) {
      // trained anew below; a training is the only thing that is lost
    }
    N member = training.get();
    write(file, codec, member);
    return member;
  }

  private <N> void write(Path file, Codec<N> codec, N member) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        out.writeUTF(key);
        codec.write(member, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("a member cannot be kept in " + file, e);
    }
  }

  /**
   * Removes the files of a folder; one that is not there is as good.
   *
   * @throws IOException when a file cannot be removed
   */
  public static void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    try (DirectoryStream<Path> rest = Files.newDirectoryStream(folder)) {
      if (!rest.iterator().hasNext()) {
        Files.delete(folder);
      }
    }
  }
}
