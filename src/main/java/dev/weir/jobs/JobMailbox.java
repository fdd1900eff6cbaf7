package dev.weir.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.weir.time.Deadline;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a program asks the one that owns the jobs of a folder: by files {@code NAME.ask} and {@code
 * NAME.answer}, each written beside and renamed into place. Whoever may write into the data folder
 * may ask. No port, no secret, and the same for a daemon and a worker.
 */
public final class JobMailbox {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int LARGEST_QUESTION_BYTES = 64 * 1024;
  private static final int MOST_JOBS = 1_000;
  private static final String ASK = ".ask";
  private static final String ANSWER = ".answer";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .registerModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private JobMailbox() {}

  /** What can be asked. */
  enum What {
    LIST,
    FIND,
    RESULT,
    LOG,
    REQUEST,
    CANCEL
  }

  /**
   * A question.
   *
   * @param what is asked
   * @param subject a job's id, a kind, or a number of jobs
   * @param arguments of a new job
   * @param askedBy who asks
   */
  record Question(What what, String subject, SortedMap<String, String> arguments, String askedBy) {}

  /**
   * An answer.
   *
   * @param jobs that were found, made or changed
   * @param result of a job, or its log
   * @param refusal why not
   */
  record Answer(List<JobRecord> jobs, Optional<String> result, Optional<String> refusal) {}

  private static Path folder(Path jobs) {
    return jobs.resolve("mailbox");
  }

  /**
   * Returns a desk that asks the owner of a folder's jobs.
   *
   * @param jobs the folder of the jobs
   * @param kinds that this program knows
   */
  public static JobDesk client(Path jobs, JobKinds kinds, SystemClock clock) {
    return new Client(folder(jobs), kinds, clock);
  }

  /** Asks, and waits at most 10 s for the answer. */
  private record Client(Path folder, JobKinds known, SystemClock clock) implements JobDesk {
    @Override
    public List<JobKind> kinds() {
      return known.all();
    }

    @Override
    public List<JobRecord> list(int limit) {
      return ask(What.LIST, Integer.toString(limit), new TreeMap<>(), "").jobs();
    }

    @Override
    public Optional<JobRecord> find(String id) {
      return ask(What.FIND, id, new TreeMap<>(), "").jobs().stream().findFirst();
    }

    @Override
    public Optional<String> result(String id) {
      return ask(What.RESULT, id, new TreeMap<>(), "").result();
    }

    @Override
    public Optional<String> log(String id) {
      return ask(What.LOG, id, new TreeMap<>(), "").result();
    }

    @Override
    public JobRecord request(JobOrder order) {
      return ask(What.REQUEST, order.kind(), order.arguments(), order.askedBy()).jobs().getFirst();
    }

    @Override
    public JobRecord cancel(String id, String askedBy) {
      return ask(What.CANCEL, id, new TreeMap<>(), askedBy).jobs().getFirst();
    }

    private Answer ask(
        What what, String subject, SortedMap<String, String> arguments, String askedBy) {
      try {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "q", ".part");
        String name = part.getFileName().toString().replace(".part", "");
        Files.writeString(
            part, JSON.writeValueAsString(new Question(what, subject, arguments, askedBy)));
        Path ask = folder.resolve(name + ASK);
        Files.move(part, ask, StandardCopyOption.ATOMIC_MOVE);
        return await(ask, folder.resolve(name + ANSWER));
      } catch (IOException e) {
        throw new JobsException(folder + ": cannot be asked: " + e.getMessage(), e);
      }
    }

    private Answer await(Path ask, Path file) throws IOException {
      Deadline patience = Deadline.after(clock.now(), PATIENCE);
      while (!Files.exists(file)) {
        if (patience.hasPassed(clock.now()) && Files.deleteIfExists(ask)) {
          throw new JobsException(
              "%s: the program that runs these jobs has not answered for %d s; nothing was changed"
                  .formatted(folder, PATIENCE.toSeconds()));
        }
        if (patience.hasPassed(clock.now().minus(PATIENCE))) {
          throw new JobsException(
              "%s: the question was taken but not answered; look whether it was done"
                  .formatted(folder));
        }
        clock.waitUntil(clock.now().plus(LOOK));
      }
      Answer answer = JSON.readValue(file.toFile(), Answer.class);
      Files.delete(file);
      answer
          .refusal()
          .ifPresent(
              reason -> {
                throw new RefusedJobException(reason);
              });
      return answer;
    }
  }

  /**
   * Answers the questions that lie in a folder's mailbox.
   *
   * @return how many there were
   */
  static int answer(Path jobs, JobDesk desk) throws IOException {
    Path folder = folder(jobs);
    Files.createDirectories(folder);
    List<Path> questions;
    try (Stream<Path> files = Files.list(folder)) {
      questions =
          files.filter(file -> file.getFileName().toString().endsWith(ASK)).sorted().toList();
    }
    for (Path ask : questions) {
      answerOne(folder, ask, desk);
    }
    return questions.size();
  }

  /** Taken before it is done: a question is done at most once, and then perhaps not answered. */
  private static void answerOne(Path folder, Path ask, JobDesk desk) throws IOException {
    String text;
    try {
      text = Files.size(ask) > LARGEST_QUESTION_BYTES ? "" : Files.readString(ask);
      Files.delete(ask);
    } catch (NoSuchFileException e) {
      // The asker lost patience and took the question back.
      return;
    }
    String name = ask.getFileName().toString().replace(ASK, "");
    Path part = folder.resolve(name + ".written");
    Files.writeString(part, JSON.writeValueAsString(answer(text, desk)));
    Files.move(part, folder.resolve(name + ANSWER), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Answer answer(String text, JobDesk desk) {
    try {
      Question question = JSON.readValue(text, new TypeReference<Question>() {});
      return answer(question, desk);
    } catch (JsonProcessingException e) {
      return refusal("the question cannot be read: " + e.getOriginalMessage());
    } catch (RefusedJobException e) {
      return refusal(String.valueOf(e.getMessage()));
    } catch (NumberFormatException e) {
      return refusal("the number of jobs is no number");
    }
  }

  private static Answer refusal(String reason) {
    return new Answer(List.of(), Optional.empty(), Optional.of(reason));
  }

  private static Answer answer(Question question, JobDesk desk) {
    return switch (question.what()) {
      case LIST -> jobs(desk.list(Math.clamp(Integer.parseInt(question.subject()), 1, MOST_JOBS)));
      case FIND -> jobs(desk.find(question.subject()).stream().toList());
      case RESULT -> new Answer(List.of(), desk.result(question.subject()), Optional.empty());
      case LOG -> new Answer(List.of(), desk.log(question.subject()), Optional.empty());
      case REQUEST ->
          jobs(
              List.of(
                  desk.request(
                      new JobOrder(question.subject(), question.arguments(), question.askedBy()))));
      case CANCEL -> jobs(List.of(desk.cancel(question.subject(), question.askedBy())));
    };
  }

  private static Answer jobs(List<JobRecord> jobs) {
    return new Answer(jobs, Optional.empty(), Optional.empty());
  }
}
