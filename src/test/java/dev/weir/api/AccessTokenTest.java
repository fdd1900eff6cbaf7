package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTokenTest {
  @TempDir private Path folder;

  @Test
  void itIsCreatedOnceForTheOwnerAlone() throws IOException {
    Path file = folder.resolve("data/token");

    AccessToken created = AccessToken.loadOrCreate(file);
    String text = Files.readString(file);
    AccessToken loaded = AccessToken.loadOrCreate(file);

    assertThat(text).matches("[0-9a-f]{64}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThat(created.matches(text.strip())).isTrue();
    assertThat(loaded.matches(text.strip())).isTrue();
    assertThat(loaded.matches(text.strip().toUpperCase(Locale.ROOT) + "0")).isFalse();
    assertThat(created.toString()).doesNotContain(text.strip());
  }

  @Test
  void twoFilesHoldTwoTokens() throws IOException {
    AccessToken.loadOrCreate(folder.resolve("a"));
    AccessToken.loadOrCreate(folder.resolve("b"));

    assertThat(Files.readString(folder.resolve("a")))
        .isNotEqualTo(Files.readString(folder.resolve("b")));
  }

  @Test
  void aHalfWrittenNewTokenIsForgotten() throws IOException {
    Files.writeString(folder.resolve("token.new"), "12");

    AccessToken.loadOrCreate(folder.resolve("token"));

    assertThat(folder.resolve("token.new")).doesNotExist();
    assertThat(Files.readString(folder.resolve("token"))).hasSize(65);
  }

  @Test
  void aTokenThatOthersMayReadIsRefused() throws IOException {
    Path file = folder.resolve("token");
    AccessToken.loadOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> AccessToken.loadOrCreate(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "zz"})
  void aFileWithoutATokenIsRefused(String text) throws IOException {
    Path file = folder.resolve("token");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);

    assertThatThrownBy(() -> AccessToken.loadOrCreate(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no token");
  }

  @Test
  void aLinkIsRefused() throws IOException {
    AccessToken.loadOrCreate(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("token"), folder.resolve("real"));

    assertThatThrownBy(() -> AccessToken.loadOrCreate(folder.resolve("token")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plain file");
  }

  @Test
  void onlyTheMachineItselfCanBeListenedOn() {
    assertThatThrownBy(() -> new ApiSettings("0.0.0.0", 8080)).hasMessageContaining("127.0.0.1");
    assertThatThrownBy(() -> new ApiSettings("127.0.0.1", 70_000)).hasMessageContaining("65535");
  }
}
