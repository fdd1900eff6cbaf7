package dev.weir.api.rest;

import dev.weir.optimize.ask.text.Answer;
import dev.weir.yaml.YamlException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Says what to try next of any problem, as {@code weir propose} does. One question is worked on at
 * a time, on a worker's thread; another one meanwhile is answered by 429. The control thread knows
 * nothing of it.
 */
@Controller("/api/v1/proposals")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProposalsController {
  private static final int MOST_RUNS = 500;
  private static final int LARGEST_COUNT = 16;
  private static final int LONGEST_FAULT = 400;
  private static final String RETRY_SECONDS = "1";

  private final Semaphore free = new Semaphore(1);

  /** Answers a question; 400 when it is wrong, 409 when nothing new is allowed. */
  @Post
  @SecurityRequirement(name = "token")
  HttpResponse<?> propose(@Body QuestionBody body) {
    int count = body.count().orElse(1);
    List<String> lines = body.runs().orElse("").lines().toList();
    if (count < 1 || count > LARGEST_COUNT) {
      return fault(
          HttpStatus.BAD_REQUEST, "count must be from 1 to " + LARGEST_COUNT + ", was " + count);
    }
    List<Answer.Table> earlier = earlier(body);
    long all = lines.size() + earlier.stream().mapToLong(table -> table.lines().size()).sum();
    if (all > MOST_RUNS + 1L + earlier.size()) {
      return fault(
          HttpStatus.BAD_REQUEST,
          "the tables have " + all + " lines, at most " + (MOST_RUNS + 1) + " are read");
    }
    if (!free.tryAcquire()) {
      return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
          .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
          .body(new ErrorReply("another question is being worked on"));
    }
    try {
      return HttpResponse.ok(answer(body, lines, earlier, count));
    } catch (YamlException e) {
      return fault(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return fault(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    } finally {
      free.release();
    }
  }

  private static List<Answer.Table> earlier(QuestionBody body) {
    List<String> texts = body.earlier().orElse(List.of());
    return IntStream.range(0, texts.size())
        .mapToObj(t -> new Answer.Table("earlier[" + t + "]", texts.get(t).lines().toList()))
        .toList();
  }

  private static Map<String, Object> answer(
      QuestionBody body, List<String> lines, List<Answer.Table> earlier, int count) {
    return Answer.to(
        new Answer.Question(
            "problem",
            body.problem(),
            "runs",
            lines,
            earlier,
            Integer.MAX_VALUE,
            count,
            body.seed().orElse(1L)));
  }

  private static HttpResponse<ErrorReply> fault(HttpStatus status, String reason) {
    return HttpResponse.status(status).body(new ErrorReply(OneLine.of(reason, LONGEST_FAULT)));
  }
}
