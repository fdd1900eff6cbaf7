package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiskDropFolderTest {
  @TempDir private Path place;
  private Path root;
  private DiskDropFolder folder;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(place.resolve("drop"));
    folder = new DiskDropFolder(root);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names(String subfolder) throws IOException {
    return folder.list(subfolder).stream().map(DropFolder.DroppedFile::name).toList();
  }

  @Test
  void whatIsWrittenIsListedReadAndMoved() throws IOException {
    folder.write("results", "b.csv", bytes("two"));
    folder.write("results", "a.csv", bytes("one"));
    assertThat(names("results")).containsExactly("a.csv", "b.csv");
    assertThat(folder.list("results").getFirst().bytes()).isEqualTo(3);
    assertThat(folder.read("results", "a.csv")).isEqualTo(bytes("one"));

    folder.move("results", "a.csv", "taken");

    assertThat(names("results")).containsExactly("b.csv");
    assertThat(names("taken")).containsExactly("a.csv");
  }

  @Test
  void nothingIsEverReplaced() throws IOException {
    folder.write("requests", "a.csv", bytes("first"));
    assertThatThrownBy(() -> folder.write("requests", "a.csv", bytes("second")))
        .isInstanceOf(FileAlreadyExistsException.class);
    for (int i = 0; i < 3; i++) {
      folder.write("results", "a.csv", bytes("result " + i));
      folder.move("results", "a.csv", "taken");
    }

    assertThat(folder.read("requests", "a.csv")).isEqualTo(bytes("first"));
    assertThat(names("taken")).containsExactly("a-2.csv", "a-3.csv", "a.csv");
    assertThat(folder.read("taken", "a.csv")).isEqualTo(bytes("result 0"));
  }

  @Test
  void aWriteThatWasInterruptedIsRepeated() throws IOException {
    Files.createDirectory(root.resolve("requests"));
    Files.writeString(root.resolve("requests/.a.csv.part"), "half");

    folder.write("requests", "a.csv", bytes("whole"));

    assertThat(names("requests")).containsExactly("a.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "..", ".", "", " ", "a/b", "a/", "a\0b"})
  void aNameThatIsNotOnePlainElementIsRefused(String name) {
    assertThatThrownBy(() -> folder.read("results", name))
        .hasMessageContaining("is not a plain file name");
    assertThatThrownBy(() -> folder.write("results", name, bytes("x")))
        .hasMessageContaining("is not a plain file name");
    assertThatThrownBy(() -> folder.move("results", name, "taken"))
        .hasMessageContaining("is not a plain file name");
    assertThatThrownBy(() -> folder.list(name)).hasMessageContaining("is not a plain file name");
  }

  @Test
  void aLinkIsNeitherListedNorReadButCanBeMovedAway() throws IOException {
    Path secret = Files.writeString(place.resolve("secret"), "secret");
    Files.createDirectory(root.resolve("results"));
    Files.createSymbolicLink(root.resolve("results/link.csv"), secret);
    Files.createDirectory(root.resolve("results/folder.csv"));

    assertThat(names("results")).isEmpty();
    assertThat(folder.listIrregular("results")).containsExactly("link.csv");
    assertThatThrownBy(() -> folder.read("results", "link.csv"))
        .hasMessageContaining("not a plain file");
    folder.move("results", "link.csv", "refused");

    assertThat(Files.isSymbolicLink(root.resolve("refused/link.csv"))).isTrue();
    assertThat(Files.exists(root.resolve("results/link.csv"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(secret).hasContent("secret");
  }

  @Test
  void aSubfolderThatIsALinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("taken"), elsewhere);
    folder.write("results", "a.csv", bytes("x"));

    assertThatThrownBy(() -> folder.move("results", "a.csv", "taken")).hasMessageContaining("link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aMissingRootIsNotMade() {
    DiskDropFolder missing = new DiskDropFolder(place.resolve("nowhere"));

    assertThatThrownBy(() -> missing.list("results")).hasMessageContaining("is not there");
    assertThat(place.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aGiantIsListedAndNotRead() throws IOException {
    Files.createDirectory(root.resolve("results"));
    try (RandomAccessFile sparse =
        new RandomAccessFile(root.resolve("results/giant.csv").toFile(), "rw")) {
      sparse.setLength(2L << 30);
    }

    assertThat(folder.list("results").getFirst().bytes()).isEqualTo(2L << 30);
    assertThatThrownBy(() -> folder.read("results", "giant.csv"))
        .hasMessageContaining("larger than");
    folder.move("results", "giant.csv", "refused");
  }

  @Test
  void aFloodOfFilesIsRefused() throws IOException {
    Path results = Files.createDirectory(root.resolve("results"));
    for (int i = 0; i <= DiskDropFolder.FILES_AT_MOST; i++) {
      Files.createFile(results.resolve("f" + i));
    }

    assertThatThrownBy(() -> folder.list("results")).hasMessageContaining("more than 1000 entries");
  }
}
