package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.reactor.Acceptance;
import dev.weir.reactor.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The status page in a real browser; skipped where none is installed. */
final class PageInBrowserTest {
  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path folder;

  private static ServedRoom served;
  private static RecordedDesk desk;
  private static RecordedJobs jobs;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Browser.installed();
    if (program.isEmpty()) {
      System.out.println("skipped: no Chromium is installed (Debian: chromium)");
    }
    Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed");
    desk = RecordedDesk.answering(new Acceptance.Accepted(7));
    jobs = new RecordedJobs();
    served =
        ServedRoom.start(
            folder,
            new ControlRoom(
                ExampleLab.reactor(),
                ExampleLab::running,
                desk,
                new SnapshotArchive(ExampleLab::running),
                Optional.of(jobs)));
    browser = Browser.start(program.get(), folder.resolve("profile"));
    browser.open(served.address());
    browser.await("document.getElementById('state-word').textContent === 'Running'");
    browser.evaluate(
        "for (const [id, value] of [['operator', 'Ada'], ['token', '%s']]) {"
                .formatted(served.token())
            + " const field = document.getElementById(id); field.value = value;"
            + " field.dispatchEvent(new Event('input', { bubbles: true })); }");
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (served != null) {
      served.close();
    }
  }

  @BeforeEach
  void theReactorIsShown() throws Exception {
    browser.resize(1400, 1000);
    tab("Reactor");
  }

  private static void tab(String word) throws Exception {
    browser.evaluate(
        "[...document.querySelectorAll('#tabs a')].find((a) => a.textContent === '%s').click()"
            .formatted(word));
  }

  @Test
  void everyViewHasItsTabAndItsAddress() throws Exception {
    tab("Jobs");
    browser.await("location.pathname === '/jobs' && !document.getElementById('view-jobs').hidden");
    browser.await("document.querySelector('#job-list').textContent.includes('records-verify-1')");
    assertThat(browser.evaluate("document.getElementById('view-reactor').hidden").asBoolean())
        .isTrue();
    tab("Runs");
    browser.await("document.querySelectorAll('#run-rows tr').length > 0");
    browser.evaluate("history.back()");
    browser.await("!document.getElementById('view-jobs').hidden");
  }

  @Test
  void aJobIsAskedForAndCalledOff() throws Exception {
    tab("Jobs");
    browser.await("document.querySelector('#job-kind option')");
    browser.evaluate(
        "document.getElementById('job-arguments').value = 'seconds=5';"
            + " document.querySelector('.order').requestSubmit()");
    browser.await("document.getElementById('answer').textContent.includes('is asked for')");
    assertThat(jobs.asked()).anyMatch(order -> "5".equals(order.arguments().get("seconds")));
    browser.await("document.querySelector('[data-key=\"cancel-records-verify-2\"]')");
    browser.evaluate("document.querySelector('[data-key=\"cancel-records-verify-2\"]').click()");
    browser.await("document.getElementById('answer').textContent.includes('called off')");
    browser.evaluate("document.querySelector('[data-key=\"show-records-verify-1\"]').click()");
    browser.await(
        "document.querySelector('#job-details pre.log')?.textContent.includes('one line')");
  }

  @Test
  void aRefillIsEntered() throws Exception {
    browser.evaluate(
        "document.getElementById('refill').open = true;"
            + " document.getElementById('refill-volume').value = '50';"
            + " document.getElementById('refill-lot').value = 'lot 12';"
            + " document.getElementById('refill-form').requestSubmit()");
    browser.await("document.getElementById('answer').textContent.startsWith('Refill: accepted')");
    assertThat(desk.taken())
        .anyMatch(
            command ->
                command instanceof Command.Refill refill
                    && refill.volume().microlitres() == 50_000.0
                    && refill.origin().reason().equals("lot 12"));
  }

  @Test
  void holdingEscapeAbortsFromEveryView() throws Exception {
    tab("Jobs");
    browser.key("keyDown", "Escape", 27);
    browser.await("document.getElementById('answer').textContent.startsWith('Abort: accepted')");
    browser.key("keyUp", "Escape", 27);
    assertThat(desk.taken()).anyMatch(Command.Abort.class::isInstance);
  }

  @Test
  void nothingSticksOutOfASmallScreen() throws Exception {
    browser.resize(360, 740);
    for (String word : List.of("Reactor", "Runs", "Jobs")) {
      tab(word);
      browser.await(
          "document.querySelector('#tabs [aria-current]').textContent === '" + word + "'");
      JsonNode width = browser.evaluate("document.documentElement.scrollWidth");
      assertThat(width.asInt()).as(word).isLessThanOrEqualTo(360);
      assertThat(
              browser
                  .evaluate("document.getElementById('abort').getBoundingClientRect().height")
                  .asDouble())
          .isGreaterThanOrEqualTo(44.0);
    }
  }

  @Test
  void nothingGoesWrongAndNothingIsAskedOfAnotherMachine() throws Exception {
    browser.await("document.getElementById('link-age').textContent.startsWith('live')");
    assertThat(browser.problems()).isEmpty();
    assertThat(browser.asked())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(served.address().toString()) || url.startsWith("about:"));
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('button, input, select, a')].filter((node) =>"
                        + " !(node.textContent.trim() || node.labels?.length || node.ariaLabel))"
                        + ".map((node) => node.outerHTML).join()")
                .asText())
        .as("controls without a name")
        .isEmpty();
  }
}
