package dev.weir.device.profile.reading;

import dev.weir.device.profile.codec.Template;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Notice;
import dev.weir.device.profile.language.StateWord;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.util.List;
import java.util.Map;

/** Reads what a device sends without being asked. */
final class NoticeReader {
  private NoticeReader() {}

  /** Reads one. */
  static Notice read(YamlMap map, Map<String, CommandDefinition> commands, List<StateWord> states) {
    Notice notice = map.has("reply_of") ? replyOf(map, commands) : shows(map, states);
    map.refuseUnknownKeys();
    return notice;
  }

  private static Notice replyOf(YamlMap map, Map<String, CommandDefinition> commands) {
    String name = map.text("reply_of");
    CommandDefinition command = ProfileReader.known(commands, map, "reply_of", name);
    if (command.manners().writes() || command.replyFields().isEmpty()) {
      throw map.wrong("reply_of", "'%s' must only ask, and its reply have fields".formatted(name));
    }
    return new Notice.ReplyOf(name);
  }

  private static Notice shows(YamlMap map, List<StateWord> states) {
    boolean prefix = map.has("prefix");
    String text = map.parsed(prefix ? "prefix" : "text", Template::unescaped);
    String name = map.text("state");
    List<String> names = states.stream().map(StateWord::name).toList();
    StateWord state =
        states.stream()
            .filter(word -> word.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    map.wrong(
                        "state", "no state '%s'%s".formatted(name, DidYouMean.hint(name, names))));
    return new Notice.Shows(text, prefix, state);
  }
}
