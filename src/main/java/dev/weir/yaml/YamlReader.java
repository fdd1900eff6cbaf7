package dev.weir.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads one strict YAML document: UTF-8, at most 1 MiB, no own tags, no duplicate keys, at most 20
 * aliases, at most 20 levels.
 */
public final class YamlReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_ALIASES = 20;
  static final int MAX_DEPTH = 20;

  private YamlReader() {}

  /**
   * Reads the mapping at the root of a file.
   *
   * @param file the file; its name appears in every fault
   * @throws YamlException when the file cannot be read or is not a strict YAML mapping
   */
  public static YamlMap read(Path file) {
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw fault(file.toString(), "larger than 1 MiB (%d bytes)".formatted(Files.size(file)));
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw fault(file.toString(), "no such file");
    } catch (IOException e) {
      throw fault(file.toString(), "cannot be read: " + e.getMessage());
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith("\uFEFF")) {
        throw fault(file.toString(), "starts with a byte order mark; save it as UTF-8 without one");
      }
      return parse(file.toString(), text);
    } catch (CharacterCodingException e) {
      throw fault(file.toString(), "is not UTF-8");
    }
  }

  /**
   * Reads the mapping at the root of a text.
   *
   * @param name what to call the text in a fault
   * @throws YamlException when the text is not a strict YAML mapping
   */
  public static YamlMap parse(String name, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_BYTES)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw fault(name, "is empty");
      }
      if (!(root.get() instanceof MappingNode mapping)) {
        throw fault(name, "must be a mapping of keys to values");
      }
      return new YamlMap(name, "", mapping, 0);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0);
      throw new YamlException(List.of(new Fault(name, "", line, column, e.getProblem())));
    } catch (YamlEngineException e) {
      throw fault(name, String.valueOf(e.getMessage()).replace('\n', ' '));
    }
  }

  private static YamlException fault(String name, String reason) {
    return new YamlException(List.of(new Fault(name, "", 0, 0, reason)));
  }
}
