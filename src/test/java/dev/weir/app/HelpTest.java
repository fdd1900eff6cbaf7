package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class HelpTest {
  @Test
  void everyHelpTextIsAFormatThatPicocliCanPrint() {
    look(new CommandLine(new Main()));
  }

  private static void look(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    check(spec, spec.usageMessage().description());
    check(spec, spec.usageMessage().footer());
    spec.options().forEach(option -> check(spec, option.description()));
    spec.positionalParameters().forEach(parameter -> check(spec, parameter.description()));
    line.getSubcommands().values().forEach(HelpTest::look);
  }

  private static void check(CommandSpec spec, String[] texts) {
    for (String text : texts) {
      assertThatCode(() -> String.format(text))
          .as("%s: '%s'", spec.qualifiedName(), text)
          .doesNotThrowAnyException();
    }
  }
}
