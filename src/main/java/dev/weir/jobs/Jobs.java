package dev.weir.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.weir.time.PlantClock;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * The background jobs of a data folder. One program at a time owns them; it tries each job that is
 * due in a child process, until it is done, refused, or has failed as often as its kind allows.
 *
 * <p>Nothing is lost and nothing is doubled when the program dies: what a job is stands in tables,
 * children end when their parent is gone, and the next owner settles what it finds. A result that
 * was handed over before the end counts.
 *
 * <p>Any thread but the control thread: methods wait for a disk.
 */
public final class Jobs implements JobDesk, AutoCloseable {
  private static final String TASK = "job";
  private static final String CALENDAR = "calendar";
  private static final Duration POLLING = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration MAILBOX = Duration.ofMillis(500);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final JobSettings settings;
  private final JobKinds kinds;
  private final PlantClock clock;
  private final JobOutbox outbox;
  private final OwnerLock lock;
  private final JobStore store;
  private final Attempts attempts;
  private final Scheduler scheduler;
  private final Thread mailbox;

  /** Makes the scheduler of the queue; tests step one by hand. */
  @FunctionalInterface
  interface SchedulerSource {
    Scheduler make(DataSource source, List<Task<?>> tasks, List<RecurringTask<Void>> calendar);
  }

  /**
   * What jobs need from the program.
   *
   * @param settings where they live
   * @param kinds what can be done
   * @param program how a child is started
   * @param clock the wall's, also when the plant is simulated
   * @param outbox takes events for the journal
   */
  public record Surroundings(
      JobSettings settings,
      JobKinds kinds,
      ChildProgram program,
      PlantClock clock,
      JobOutbox outbox) {}

  private Jobs(Surroundings around, OwnerLock lock, JobStore store, SchedulerSource source) {
    this.settings = around.settings();
    this.kinds = around.kinds();
    this.clock = around.clock();
    this.outbox = around.outbox();
    this.lock = lock;
    this.store = store;
    this.attempts = new Attempts(around, store);
    Task<Void> task =
        Tasks.custom(TASK, Void.class)
            .onFailure((complete, entry) -> entry.reschedule(complete, clock.now().plus(HEARTBEAT)))
            .onDeadExecution((complete, entry) -> entry.reschedule(complete, clock.now()))
            .execute((entry, context) -> after(attempts.tryOnce(entry.getId())));
    List<RecurringTask<Void>> calendar = new ArrayList<>();
    for (Recurrence line : settings.calendar()) {
      calendar.add(
          Tasks.recurring(CALENDAR + "-" + line.name(), line.schedule())
              .execute((entry, context) -> requestByCalendar(line)));
    }
    this.scheduler = source.make(store.source(), List.of(task), calendar);
    this.mailbox = new Thread(this::answerQuestions, "jobs-mailbox");
    this.mailbox.setDaemon(true);
  }

  private static CompletionHandler<Void> after(Optional<Instant> again) {
    return (complete, entry) ->
        again.ifPresentOrElse(at -> entry.reschedule(complete, at), entry::stop);
  }

  /**
   * Takes the jobs of a folder over and starts working on them.
   *
   * @throws JobsException when another program owns them, or when the database cannot be opened
   */
  public static Jobs start(Surroundings around) {
    return startIfFree(around)
        .orElseThrow(
            () ->
                new JobsException(
                    around.settings().folder() + ": another program runs these jobs"));
  }

  /**
   * Takes the jobs of a folder over and starts working on them; empty when another program owns
   * them.
   *
   * @throws JobsException when the database cannot be opened
   */
  public static Optional<Jobs> startIfFree(Surroundings around) {
    Optional<Jobs> jobs = open(around, threads(around));
    jobs.ifPresent(Jobs::begin);
    return jobs;
  }

  private void begin() {
    settle();
    scheduler.start();
    mailbox.start();
  }

  /** Answers other programs; a mailbox that cannot be read stops answering, the jobs go on. */
  private void answerQuestions() {
    SystemClock wall = new SystemClock();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        JobMailbox.answer(settings.folder(), this);
      } catch (IOException | JobsException e) {
        LoggerFactory.getLogger(Jobs.class)
            .error("{}: the mailbox is closed: {}", settings.folder(), e.getMessage());
        return;
      }
      wall.waitUntil(wall.now().plus(MAILBOX));
    }
  }

  /**
   * Opens the jobs of a folder without working on them, to ask for some or to look at them; empty
   * when another program owns them.
   */
  public static Optional<Jobs> atRest(Surroundings around) {
    return open(around, threads(around));
  }

  static Optional<Jobs> open(Surroundings around, SchedulerSource source) {
    Optional<OwnerLock> lock = OwnerLock.take(around.settings().folder());
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try {
      JobStore store = JobStore.open(around.settings().folder());
      return Optional.of(new Jobs(around, lock.get(), store, source));
    } catch (JobsException e) {
      lock.get().close();
      throw e;
    }
  }

  private static SchedulerSource threads(Surroundings around) {
    int parallel = around.settings().parallel();
    return (source, tasks, calendar) ->
        Scheduler.create(source, tasks)
            .startTasks(calendar)
            .clock(around.clock()::now)
            .schedulerName(new SchedulerName.Fixed("weir-" + ProcessHandle.current().pid()))
            .executorService(daemonThreads(parallel))
            .threads(parallel)
            .pollingInterval(POLLING)
            .heartbeatInterval(HEARTBEAT)
            .shutdownMaxWait(LONGEST_STOP)
            .enableImmediateExecution()
            .jdbcCustomization(new DefaultJdbcCustomization(true))
            .build();
  }

  private static ExecutorService daemonThreads(int count) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        count,
        work -> {
          Thread thread = new Thread(work, "job-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Takes over what an earlier owner left. The lock proves that no other program is at work, so
   * there is no need to wait until its heartbeats are missed.
   */
  void settle() {
    Instant now = clock.now();
    store.taken().forEach(entry -> store.release(entry, now));
    store.unended(Optional.empty()).forEach(attempts::settle);
    for (JobRecord job : store.open()) {
      scheduler.scheduleIfNotExists(entry(job.id()), job.nextAt().orElse(now));
    }
  }

  private static TaskInstance<Void> entry(String job) {
    return new TaskInstance<>(TASK, job);
  }

  private void requestByCalendar(Recurrence line) {
    boolean isUnderWay =
        store.open().stream()
            .anyMatch(job -> job.kind().equals(line.kind()) && job.askedBy().equals(CALENDAR));
    if (!isUnderWay) {
      request(new JobOrder(line.kind(), line.arguments(), CALENDAR));
    }
  }

  Scheduler scheduler() {
    return scheduler;
  }

  @Override
  public List<JobKind> kinds() {
    return kinds.all();
  }

  @Override
  public List<JobRecord> list(int limit) {
    return store.list(limit);
  }

  @Override
  public Optional<JobRecord> find(String id) {
    return store.find(id);
  }

  @Override
  public Optional<String> result(String id) {
    return store.find(id).flatMap(attempts::result);
  }

  @Override
  public Optional<String> log(String id) {
    return store.find(id).flatMap(attempts::log);
  }

  @Override
  public JobRecord request(JobOrder order) {
    kinds.get(order.kind());
    Instant now = clock.now();
    JobRecord job = store.insert(order, now);
    outbox.put(now, new JobEvent.JobRequested(job.id(), job.kind(), job.askedBy()));
    scheduler.scheduleIfNotExists(entry(job.id()), now);
    return job;
  }

  @Override
  public JobRecord cancel(String id, String askedBy) {
    String by = JobOrder.of("any", askedBy).askedBy();
    Instant now = clock.now();
    if (store.cancelWaiting(id, by, now)) {
      outbox.put(now, new JobEvent.JobEnded(id, JobState.CANCELLED, "called off by " + by, ""));
      forgetEntry(id);
    } else if (store.cancelRunning(id, by)) {
      attempts.callOff(id, by);
    } else {
      throw new RefusedJobException(
          store
              .find(id)
              .map(job -> "%s has ended: %s".formatted(id, job.state()))
              .orElse("there is no job '%s'".formatted(OneLine.of(id, 80))));
    }
    return store.find(id).orElseThrow();
  }

  /** An entry that stays finds its job ended when it is due, and goes then. */
  private void forgetEntry(String id) {
    try {
      scheduler.cancel(TaskInstanceId.of(TASK, id));
    } catch (TaskInstanceException e) {
      // Just taken, or gone already: either way the job's state decides.
      return;
    }
  }

  private void closeMailbox() {
    mailbox.interrupt();
    try {
      mailbox.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the running attempts, which do not count, and lets the jobs go to the next owner. */
  @Override
  public void close() {
    attempts.interrupt();
    if (mailbox.isAlive()) {
      closeMailbox();
    }
    scheduler.stop();
    store.close();
    lock.close();
  }
}
