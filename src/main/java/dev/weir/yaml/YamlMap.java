package dev.weir.yaml;

import dev.weir.units.Decimal;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a strict YAML document. Every getter names file, place and reason when the value is
 * missing or wrong; {@link #refuseUnknownKeys} refuses every key that no getter has asked for.
 * Owned by the thread that reads.
 */
public final class YamlMap {
  private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

  private final String file;
  private final String path;
  private final int depth;
  private final MappingNode node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  YamlMap(String file, String path, MappingNode node, int depth) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.depth = depth;
    if (depth > YamlReader.MAX_DEPTH) {
      throw fault(node, path, "nested deeper than " + YamlReader.MAX_DEPTH + " levels");
    }
    checkTag(node, path);
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw fault(tuple.getKeyNode(), path, "a key must be plain text");
      }
      if (values.put(key.getValue(), tuple.getValueNode()) != null) {
        throw fault(key, path(key.getValue()), "appears twice");
      }
      keys.put(key.getValue(), key);
    }
  }

  /** Returns the name of the file. */
  public String file() {
    return file;
  }

  /** Returns where this mapping stands in the document; empty for the root. */
  public String path() {
    return path;
  }

  /** Returns the keys in the order of the document. */
  public Set<String> keys() {
    return new LinkedHashSet<>(values.keySet());
  }

  /** Tells whether the key is there. */
  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Returns the text of a key that must be there. */
  public String text(String key) {
    return scalar(key, required(key));
  }

  /** Returns the text of a key that may be missing. */
  public Optional<String> optionalText(String key) {
    return optional(key).map(value -> scalar(key, value));
  }

  /**
   * Returns the text of a key turned into something by its own parser.
   *
   * @param parser throws {@link IllegalArgumentException} with the reason when the text is wrong
   */
  public <T> T parsed(String key, Function<String, T> parser) {
    return parse(key, text(key), parser);
  }

  /** Returns the text of a key that may be missing, turned into something by its own parser. */
  public <T> Optional<T> optionalParsed(String key, Function<String, T> parser) {
    return optionalText(key).map(text -> parse(key, text, parser));
  }

  /** Returns a quantity with its unit. */
  public Quantity quantity(String key, Dimension dimension) {
    return parsed(key, dimension::parse);
  }

  /** Returns a whole number within the given ends. */
  public int integer(String key, int lowest, int highest) {
    return parsed(
        key,
        text -> {
          int value;
          try {
            value = Integer.decode(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
          }
          if (value < lowest || value > highest) {
            throw new IllegalArgumentException(
                "must be from %d to %d, was %d".formatted(lowest, highest, value));
          }
          return value;
        });
  }

  /** Returns a number within the given ends. */
  public double number(String key, double lowest, double highest) {
    return parsed(
        key,
        text -> {
          double value;
          try {
            value = Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
          }
          if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(
                "must be from %s to %s, was %s"
                    .formatted(Decimal.shortest(lowest), Decimal.shortest(highest), text));
          }
          return value;
        });
  }

  /** Returns true or false. */
  public boolean flag(String key) {
    return parsed(
        key,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default ->
                  throw new IllegalArgumentException("must be true or false, was '" + text + "'");
            });
  }

  /** Returns the constant of an enum whose word is its lower-case name with dashes. */
  public <E extends Enum<E>> E word(String key, Class<E> type) {
    return parsed(
        key,
        text -> {
          List<String> words = new ArrayList<>();
          for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text)) {
              return constant;
            }
            words.add(word);
          }
          throw new IllegalArgumentException(
              "must be one of %s, was '%s'%s"
                  .formatted(String.join(", ", words), text, DidYouMean.hint(text, words)));
        });
  }

  /** Returns a mapping that must be there. */
  public YamlMap map(String key) {
    return asMap(path(key), required(key));
  }

  /** Returns a mapping that may be missing. */
  public Optional<YamlMap> optionalMap(String key) {
    return optional(key).map(value -> asMap(path(key), value));
  }

  /** Returns the mappings of a sequence; none when the key is missing. */
  public List<YamlMap> maps(String key) {
    List<Node> items = sequence(key);
    List<YamlMap> maps = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      maps.add(asMap(path(key) + "[" + i + "]", items.get(i)));
    }
    return maps;
  }

  /** Returns the texts of a sequence; none when the key is missing. */
  public List<String> texts(String key) {
    return sequence(key).stream().map(item -> scalar(key, item)).toList();
  }

  /** Tells whether the value of a key is a sequence. */
  public boolean isSequence(String key) {
    return optional(key).filter(SequenceNode.class::isInstance).isPresent();
  }

  /** Tells whether the value of a key is a mapping. */
  public boolean isMap(String key) {
    return optional(key).filter(MappingNode.class::isInstance).isPresent();
  }

  /**
   * Returns this mapping laid over another: keys of this one win, mappings are laid over each other
   * in turn, lists are replaced as a whole, and a key without a value ({@code key: ~}) is left out.
   * Every value keeps the place at which it was written.
   */
  public YamlMap over(YamlMap base) {
    return new YamlMap(file, path, laidOver(node, base.node, depth), depth);
  }

  private MappingNode laidOver(MappingNode upper, MappingNode lower, int level) {
    if (level > YamlReader.MAX_DEPTH) {
      throw fault(upper, path, "nested deeper than " + YamlReader.MAX_DEPTH + " levels");
    }
    Map<String, NodeTuple> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : lower.getValue()) {
      merged.put(keyOf(tuple), tuple);
    }
    for (NodeTuple tuple : upper.getValue()) {
      String key = keyOf(tuple);
      NodeTuple below = merged.get(key);
      if (isNothing(tuple.getValueNode())) {
        merged.remove(key);
      } else if (below != null
          && tuple.getValueNode() instanceof MappingNode above
          && below.getValueNode() instanceof MappingNode under) {
        merged.put(key, new NodeTuple(tuple.getKeyNode(), laidOver(above, under, level + 1)));
      } else {
        merged.put(key, tuple);
      }
    }
    return new MappingNode(
        upper.getTag(),
        true,
        new ArrayList<>(merged.values()),
        upper.getFlowStyle(),
        upper.getStartMark(),
        upper.getEndMark());
  }

  private static boolean isNothing(Node value) {
    return value instanceof ScalarNode text
        && text.isPlain()
        && (text.getValue().isEmpty() || text.getValue().equals("~"));
  }

  private String keyOf(NodeTuple tuple) {
    if (tuple.getKeyNode() instanceof ScalarNode key) {
      return key.getValue();
    }
    throw fault(tuple.getKeyNode(), path, "a key must be plain text");
  }

  /** Refuses every key that no getter has asked for, with a hint at the nearest known one. */
  public void refuseUnknownKeys() {
    List<Fault> faults =
        values.keySet().stream()
            .filter(key -> !asked.contains(key))
            .map(
                key ->
                    faultAt(
                        place(key),
                        path(key),
                        "unknown key%s; known here: %s"
                            .formatted(
                                DidYouMean.hint(key, asked),
                                asked.stream().sorted().collect(Collectors.joining(", ")))))
            .toList();
    if (!faults.isEmpty()) {
      throw new YamlException(faults);
    }
  }

  /** Returns the exception that says what is wrong with the value of a key. */
  public YamlException wrong(String key, String reason) {
    Node value = values.get(key);
    return fault(value == null ? node : value, path(key), reason);
  }

  /** Returns the exception that says what is wrong with this mapping as a whole. */
  public YamlException wrong(String reason) {
    return fault(node, path, reason);
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Node place(String key) {
    Node place = keys.get(key);
    return place == null ? node : place;
  }

  private Node required(String key) {
    return optional(key).orElseThrow(() -> fault(node, path(key), "is missing"));
  }

  private Optional<Node> optional(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key));
  }

  private List<Node> sequence(String key) {
    Optional<Node> value = optional(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof SequenceNode sequence) {
      checkTag(sequence, path(key));
      return sequence.getValue();
    }
    throw wrong(key, "must be a list");
  }

  private String scalar(String key, Node value) {
    if (value instanceof ScalarNode text) {
      checkTag(text, path(key));
      return text.getValue().strip();
    }
    throw wrong(key, "must be a single value");
  }

  private YamlMap asMap(String at, Node value) {
    if (value instanceof MappingNode mapping) {
      return new YamlMap(file, at, mapping, depth + 1);
    }
    throw fault(value, at, "must be a mapping of keys to values");
  }

  private <T> T parse(String key, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  private void checkTag(Node value, String at) {
    String tag = value.getTag().getValue();
    if (!tag.startsWith(STANDARD_TAGS) || tag.indexOf('.', STANDARD_TAGS.length()) >= 0) {
      throw fault(value, at, "tags are not allowed, was '" + tag + "'");
    }
  }

  private YamlException fault(Node at, String where, String reason) {
    return new YamlException(List.of(faultAt(at, where, reason)));
  }

  private Fault faultAt(Node at, String where, String reason) {
    int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    int column = at.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    // What was laid over another document stands in two files.
    String writtenIn = at.getStartMark().map(Mark::getName).orElse(file);
    return new Fault(writtenIn, where, line, column, reason);
  }
}
