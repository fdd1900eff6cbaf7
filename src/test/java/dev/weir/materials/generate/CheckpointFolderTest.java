package dev.weir.materials.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFolderTest {
  private static final MemberStore.Codec<String> TEXT =
      MemberCodec.of((text, out) -> out.writeUTF(text), in -> in.readUTF());

  @TempDir private Path folder = Path.of(".");

  private String keep(String key, String trained) throws IOException {
    return new CheckpointFolder(folder, key).keep("member 1 of 2", TEXT, () -> trained);
  }

  @Test
  void aFinishedMemberIsNotTrainedAgain() throws IOException {
    assertThat(keep("key", "first")).isEqualTo("first");
    assertThat(keep("key", "second")).isEqualTo("first");
  }

  @Test
  void aMemberOfAnotherTrainingIsTrainedAnew() throws IOException {
    keep("key", "first");
    assertThat(keep("other key", "second")).isEqualTo("second");
  }

  @Test
  void aFileCutShortIsTrainedAnew() throws IOException {
    keep("key", "first");
    Path file = folder.resolve("member-1-of-2.member");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThat(keep("key", "second")).isEqualTo("second");
    }
  }

  @Test
  void clearingLeavesOtherFilesAlone() throws IOException {
    keep("key", "first");
    Files.writeString(folder.resolve("notes.txt"), "kept");
    CheckpointFolder.clear(folder);
    assertThat(folder).isDirectoryContaining("glob:**/notes.txt");
    assertThat(folder).isDirectoryNotContaining("glob:**.member");
  }
}
