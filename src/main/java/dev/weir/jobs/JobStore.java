package dev.weir.jobs;

import static dev.weir.sql.Statements.instant;
import static dev.weir.sql.Statements.optionalInstant;
import static dev.weir.sql.Statements.rows;
import static dev.weir.sql.Statements.update;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.weir.jobs.JobRecord.AttemptRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;

/**
 * What is known of jobs, in tables. These tables say what a job's state is; the scheduler's queue
 * beside them only says when somebody looks at it next, so a queue that lost or repeated an entry
 * neither loses nor repeats a job. Any thread.
 */
final class JobStore implements AutoCloseable {
  private final Path folder;
  private final DataSource source;
  // An embedded database closes with its last connection; this one keeps it open.
  private final Connection keeper;

  private JobStore(Path folder, DataSource source, Connection keeper) {
    this.folder = folder;
    this.source = source;
    this.keeper = keeper;
  }

  /**
   * Opens the database in a folder and makes it when it is not there.
   *
   * @throws JobsException when it cannot be opened
   */
  static JobStore open(Path folder) {
    JdbcDataSource source = new JdbcDataSource();
    // A job that was acknowledged must survive a kill at once: by default commits wait half a
    // second.
    source.setURL(
        "jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0".formatted(folder.resolve("jobs")));
    source.setUser("weir");
    source.setPassword("");
    try {
      Connection keeper = source.getConnection();
      Flyway.configure().dataSource(source).locations("classpath:db/jobs").load().migrate();
      return new JobStore(folder, source, keeper);
    } catch (SQLException | FlywayException e) {
      throw new JobsException("%s: cannot be opened: %s".formatted(folder, e.getMessage()), e);
    }
  }

  DataSource source() {
    return source;
  }

  /** Writes down a new job and returns it. */
  synchronized JobRecord insert(JobOrder order, Instant now) {
    return inTransaction(
        connection -> {
          long number =
              rows(
                      connection,
                      "SELECT COALESCE(MAX(number), 0) + 1 FROM jobs",
                      row -> row.getLong(1))
                  .getFirst();
          String id = order.kind() + "-" + number;
          update(
              connection,
              """
              INSERT INTO jobs (number, id, kind, arguments, asked_by, asked_at, state, state_reason,
                state_since, next_at, failures) VALUES (?, ?, ?, ?, ?, ?, 'WAITING', '', ?, ?, 0)
              """,
              number,
              id,
              order.kind(),
              AttemptFolder.json(order.arguments()),
              order.askedBy(),
              now,
              now,
              now);
          return find(connection, id).orElseThrow();
        });
  }

  /**
   * Notes that an attempt begins, in one step with the job's state; empty when the job is not one
   * that may be tried.
   */
  synchronized Optional<Integer> beginAttempt(String job, Instant now) {
    return inTransaction(
        connection -> {
          int changed =
              update(
                  connection,
                  """
                  UPDATE jobs SET state = 'RUNNING', state_reason = '', state_since = ?, next_at = NULL
                  WHERE id = ? AND state IN ('WAITING', 'RESTING')
                  """,
                  now,
                  job);
          if (changed == 0) {
            return Optional.empty();
          }
          int number =
              rows(
                      connection,
                      "SELECT COALESCE(MAX(number), 0) + 1 FROM attempts WHERE job = ?",
                      row -> row.getInt(1),
                      job)
                  .getFirst();
          update(
              connection,
              """
              INSERT INTO attempts (job, number, started_at, heard_at, done, total, progress)
              VALUES (?, ?, ?, ?, 0, 0, '')
              """,
              job,
              number,
              now,
              now);
          return Optional.of(number);
        });
  }

  /** Notes the process of an attempt, so that one left over by a crash can be found. */
  void noteProcess(String job, int attempt, ChildProcess child) {
    inTransaction(
        connection ->
            update(
                connection,
                "UPDATE attempts SET pid = ?, process_start = ? WHERE job = ? AND number = ?",
                child.pid(),
                child.processStart(),
                job,
                attempt));
  }

  /** Notes how far an attempt is. */
  void noteProgress(String job, int attempt, ChildLine.Progress progress, Instant now) {
    inTransaction(
        connection ->
            update(
                connection,
                "UPDATE attempts SET heard_at = ?, done = ?, total = ?, progress = ? WHERE job = ? AND number = ?",
                now,
                progress.done(),
                progress.total(),
                progress.text(),
                job,
                attempt));
  }

  /**
   * Notes the end of an attempt and what it means for the job, in one step.
   *
   * @param after decides what the job is from then on
   */
  synchronized void endAttempt(
      String job, int attempt, AttemptEnd end, Instant now, AfterAttempt after) {
    inTransaction(
        connection -> {
          update(
              connection,
              """
              UPDATE attempts SET ended_at = ?, ending = ?, reason = ?
              WHERE job = ? AND number = ? AND ended_at IS NULL
              """,
              now,
              end.ending(),
              end.reason(),
              job,
              attempt);
          return update(
              connection,
              """
              UPDATE jobs SET state = ?, state_reason = ?, state_since = ?, next_at = ?, failures = ?
              WHERE id = ? AND state = 'RUNNING'
              """,
              after.state(),
              after.reason(),
              now,
              after.nextAt(),
              after.failures(),
              job);
        });
  }

  /** Calls off a job that does not run; false when it is in another state by now. */
  synchronized boolean cancelWaiting(String job, String by, Instant now) {
    return inTransaction(
            connection ->
                update(
                    connection,
                    """
                    UPDATE jobs SET state = 'CANCELLED', state_reason = ?, state_since = ?,
                      next_at = NULL, cancelled_by = ? WHERE id = ? AND state IN ('WAITING', 'RESTING')
                    """,
                    "called off by " + by,
                    now,
                    by,
                    job))
        > 0;
  }

  /** Notes that a running job is to end, also for a program that finds it after a crash. */
  synchronized boolean cancelRunning(String job, String by) {
    return inTransaction(
            connection ->
                update(
                    connection,
                    "UPDATE jobs SET cancelled_by = ? WHERE id = ? AND state = 'RUNNING'",
                    by,
                    job))
        > 0;
  }

  /** Returns who called a job off while it ran; empty when nobody did. */
  Optional<String> cancelledBy(String job) {
    return inTransaction(
        connection ->
            rows(
                    connection,
                    "SELECT cancelled_by FROM jobs WHERE id = ? AND cancelled_by IS NOT NULL",
                    row -> row.getString(1),
                    job)
                .stream()
                .findFirst());
  }

  /**
   * An attempt whose program is gone.
   *
   * @param job its id
   * @param number from 1
   * @param pid of its child; empty when none was started
   * @param processStart of its child
   */
  record Left(String job, int number, Optional<Long> pid, Optional<Instant> processStart) {}

  /** Returns the attempts that have not ended, of one job or of all. */
  List<Left> unended(Optional<String> job) {
    return inTransaction(
        connection ->
            rows(
                connection,
                """
                SELECT job, number, pid, process_start FROM attempts
                WHERE ended_at IS NULL AND (job = ? OR ? IS NULL) ORDER BY job, number
                """,
                row ->
                    new Left(
                        row.getString("job"),
                        row.getInt("number"),
                        Optional.ofNullable(row.getObject("pid", Long.class)),
                        optionalInstant(row, "process_start")),
                job.orElse(""),
                job));
  }

  /** Lets go of a queue entry that a program which is gone had taken. */
  void release(TaskInstanceId entry, Instant now) {
    inTransaction(
        connection ->
            update(
                connection,
                """
                UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,
                  execution_time = ?, version = version + 1 WHERE task_name = ? AND task_instance = ?
                """,
                now,
                entry.getTaskName(),
                entry.getId()));
  }

  /** Returns the queue entries that some program has taken, as task name and id. */
  List<TaskInstanceId> taken() {
    return inTransaction(
        connection ->
            rows(
                connection,
                "SELECT task_name, task_instance FROM scheduled_tasks WHERE picked",
                row -> TaskInstanceId.of(row.getString(1), row.getString(2))));
  }

  /** Returns the jobs that have not ended, oldest first. */
  List<JobRecord> open() {
    return inTransaction(
        connection ->
            records(
                connection, "WHERE state IN ('WAITING', 'RUNNING', 'RESTING') ORDER BY number"));
  }

  /** Returns the latest jobs, newest first. */
  List<JobRecord> list(int limit) {
    return inTransaction(
        connection -> records(connection, "ORDER BY number DESC FETCH FIRST ? ROWS ONLY", limit));
  }

  /** Returns one job. */
  Optional<JobRecord> find(String id) {
    return inTransaction(connection -> find(connection, id));
  }

  /** Returns the ids of ended jobs beyond the newest so many. */
  List<String> endedBeyond(int kept) {
    return inTransaction(
        connection ->
            rows(
                connection,
                """
                SELECT id FROM jobs WHERE state IN ('DONE', 'FAILED', 'CANCELLED')
                ORDER BY number DESC OFFSET ? ROWS
                """,
                row -> row.getString(1),
                kept));
  }

  /** Forgets an ended job. */
  void forget(String job) {
    inTransaction(
        connection ->
            update(connection, "DELETE FROM attempts WHERE job = ?", job)
                + update(connection, "DELETE FROM jobs WHERE id = ?", job));
  }

  private static Optional<JobRecord> find(Connection connection, String id) throws SQLException {
    return records(connection, "WHERE id = ?", id).stream().findFirst();
  }

  private static List<JobRecord> records(Connection connection, String where, Object... parameters)
      throws SQLException {
    return rows(
        connection,
        "SELECT * FROM jobs " + where,
        row -> record(row, attempts(connection, row.getString("id"))),
        parameters);
  }

  private static JobRecord record(ResultSet row, List<AttemptRecord> attempts) throws SQLException {
    return new JobRecord(
        row.getString("id"),
        row.getString("kind"),
        AttemptFolder.arguments(row.getString("arguments")),
        row.getString("asked_by"),
        instant(row, "asked_at"),
        JobState.valueOf(row.getString("state")),
        row.getString("state_reason"),
        instant(row, "state_since"),
        optionalInstant(row, "next_at"),
        row.getInt("failures"),
        attempts);
  }

  private static List<AttemptRecord> attempts(Connection connection, String job)
      throws SQLException {
    return rows(
        connection,
        "SELECT * FROM attempts WHERE job = ? ORDER BY number",
        row ->
            new AttemptRecord(
                row.getInt("number"),
                instant(row, "started_at"),
                instant(row, "heard_at"),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("progress"),
                optionalInstant(row, "ended_at"),
                Optional.ofNullable(row.getString("ending")).map(Ending::valueOf),
                Optional.ofNullable(row.getString("reason")).orElse("")),
        job);
  }

  /** Something that is done on a connection, as a whole or not at all. */
  @FunctionalInterface
  private interface Transaction<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T inTransaction(Transaction<T> transaction) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      T result = transaction.run(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw new JobsException("%s: the database failed: %s".formatted(folder, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      keeper.close();
    } catch (SQLException e) {
      throw new JobsException("%s: cannot be closed: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
