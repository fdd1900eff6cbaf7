package dev.weir.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.units.Dimension;
import dev.weir.units.FlowRate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YamlReaderTest {
  @TempDir private Path folder;

  private static YamlMap parse(String text) {
    return YamlReader.parse("reactor.yaml", text);
  }

  @Test
  void aQuantityIsReadWithItsUnit() {
    assertThat(parse("flow: 0.5 mL/min").quantity("flow", Dimension.FLOW_RATE))
        .isEqualTo(new FlowRate(500.0));
  }

  @Test
  void anUnknownKeyIsRefusedWithItsPlaceAndTheOneThatWasMeant() {
    YamlMap map = parse("speed: 60\nspede: 61\n");
    map.number("speed", 0.0, 100.0);
    assertThatThrownBy(map::refuseUnknownKeys)
        .isInstanceOf(YamlException.class)
        .hasMessage(
            "reactor.yaml:2:1: spede: unknown key, did you mean 'speed'?; known here: speed");
  }

  @Test
  void aMissingUnitIsOneLineWithFilePlaceAndReason() {
    assertThatThrownBy(
            () -> parse("rest:\n  flow: 0.5").map("rest").quantity("flow", Dimension.FLOW_RATE))
        .hasMessage(
            "reactor.yaml:2:9: rest.flow: '0.5' has no unit; a flow rate is written like '0.5 µL/min'");
  }

  @Test
  void duplicateKeysAreRefused() {
    assertThatThrownBy(() -> parse("a: 1\na: 2"))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("a");
  }

  @Test
  void ownTagsAreRefused() {
    assertThatThrownBy(() -> parse("a: !!javax.script.ScriptEngineManager [x]").texts("a"))
        .isInstanceOf(YamlException.class);
    assertThatThrownBy(() -> parse("a: !!java.lang.Runtime x").text("a"))
        .hasMessageContaining("tags are not allowed");
  }

  @Test
  void anAliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      char before = (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + before + ", ").repeat(8)).append('*').append(before).append("]\n");
    }
    assertThatThrownBy(() -> parse(bomb.toString())).isInstanceOf(YamlException.class);
  }

  @Test
  void nestingDeeperThanTwentyLevelsIsRefused() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      deep.append(" ".repeat(i)).append("k:\n");
    }
    deep.append(" ".repeat(30)).append("k: 1\n");
    assertThatThrownBy(
            () -> {
              YamlMap map = parse(deep.toString());
              for (int i = 0; i < 30; i++) {
                map = map.map("k");
              }
            })
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("deeper than 20");
  }

  @Test
  void aFileThatIsMissingTooLargeOrNotTextIsRefusedByName() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> YamlReader.read(missing)).hasMessage(missing + ": no such file");
    Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> YamlReader.read(large)).hasMessageContaining("larger than 1 MiB");
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "name: µ".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> YamlReader.read(latin)).hasMessageContaining("is not UTF-8");
    Path marked = Files.writeString(folder.resolve("marked.yaml"), "\uFEFFname: x");
    assertThatThrownBy(() -> YamlReader.read(marked)).hasMessageContaining("byte order mark");
  }
}
