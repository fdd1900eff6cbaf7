package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import dev.weir.app.page.DevicesSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The devices and lines of a lab at work, as the page is told of them. */
final class DevicesSectionTest {
  @TempDir private Path folder;

  @Test
  void devicesHaveTheirLimitsAndLinesTheirCounts() throws IOException {
    Story story = Story.with(folder, "at: 20 s, trouble: device-mute, device: heater");
    List<SectionReply> replies = new ArrayList<>();
    story.until(
        lab -> {
          DevicesSection section =
              new DevicesSection(story.reactor().devices(), story.reactor().lines(), lab.lines());
          replies.add(section.answer(ask()));
          replies.add(section.answer(ask("heater")));
          return replies.size() == 2 * 60;
        });

    assertThat(replies.getLast()).isInstanceOf(SectionReply.Missing.class);
    assertThat(replies.get(replies.size() - 2))
        .isInstanceOfSatisfying(
            SectionReply.Json.class,
            json ->
                assertThat(json.value().toString())
                    .contains("name=pump-initiator, title=New Era NE-1000")
                    .contains("profile=newera-ne1000, verified=documents, line=line-initiator")
                    .contains("pressureLimit=Optional[Figure[value=20.0, unit=bar]]")
                    .containsPattern(
                        "name=line-mma, reaches=127.0.0.1:17001, counts=LinkStatistics\\[exchanges=[1-9]\\d+, answered=[1-9]\\d+, timeouts=0, .*?strayBytes=0, ")
                    .containsPattern(
                        "name=line-heater, .*timeouts=[1-9]\\d*.*lastError=device 'heater', .*: no complete reply"));
  }

  private static SectionRequest ask(String... path) {
    return new SectionRequest(
        SectionRequest.Method.GET, List.of(path), new TreeMap<>(), Optional.empty());
  }
}
