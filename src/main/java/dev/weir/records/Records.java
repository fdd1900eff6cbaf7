package dev.weir.records;

import dev.weir.journal.Entry;
import dev.weir.journal.EventTypes;
import dev.weir.journal.JournalException;
import dev.weir.journal.JournalReader;
import dev.weir.sql.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The relational projection of the journal, in an embedded H2 database. The journal is the truth:
 * records that are missing, damaged, ahead of the journal, of another journal or of another form
 * are set aside and built anew.
 *
 * <p>One thread follows the journal ({@link #follow}); queries may come from any thread and see
 * whole batches only.
 */
public final class Records implements AutoCloseable {
  /** The form of the tables and the rules by which they are filled; another one means a rebuild. */
  private static final int PROJECTION = 3;

  /** Entries in one transaction. */
  private static final int BATCH = 2000;

  /** H2's code for a database that another process has open. */
  private static final int ALREADY_OPEN = 90020;

  private final RecordsFolder folder;
  private final Path journal;
  private final EventTypes types;
  private final Connection writing;
  private final Projection projection;
  private final String password;
  private final Opening opening;
  private volatile long applied;

  private Records(
      RecordsFolder folder,
      Journalled journalled,
      Connection writing,
      Opening opening,
      String password)
      throws SQLException {
    this.folder = folder;
    this.journal = journalled.folder();
    this.types = journalled.types();
    this.writing = writing;
    this.projection = new Projection(writing, types);
    this.password = password;
    this.opening = opening;
    this.applied = mark(writing).orElseThrow().sequence();
  }

  /** The journal that is followed. */
  private record Journalled(Path folder, EventTypes types) {}

  /** How far the journal is in the tables. */
  private record Mark(int projection, long sequence, String link) {}

  /** The records cannot be used; they can be built anew. */
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String reason) {
      super(reason);
    }
  }

  /**
   * Opens the records in a folder, which is created when it is not there, and holds them against
   * the journal.
   *
   * @param folder of the records
   * @param journal the folder of the journal
   * @param types of the events in it
   * @throws RecordsException when another process has them open, or when the disk refuses
   * @throws JournalException when the journal is damaged
   */
  public static Records open(Path folder, Path journal, EventTypes types) {
    return open(folder, new Journalled(journal, types), Optional.empty());
  }

  /**
   * Sets the present records aside and opens new ones, which are empty until they follow the
   * journal.
   */
  public static Records openAnew(Path folder, Path journal, EventTypes types) {
    return open(folder, new Journalled(journal, types), Optional.of("a rebuild was asked for"));
  }

  private static Records open(Path path, Journalled journalled, Optional<String> unwanted) {
    RecordsFolder folder = new RecordsFolder(path);
    try {
      Files.createDirectories(folder.path());
      String password = folder.password();
      if (!Files.exists(folder.database())) {
        return create(folder, journalled, new Opening.Created(), password);
      }
      try {
        return existing(folder, journalled, unwanted, password);
      } catch (UnusableException e) {
        String reason = String.valueOf(e.getMessage());
        Path aside = folder.setAside();
        return create(folder, journalled, new Opening.Rebuilt(reason, aside), password);
      }
    } catch (IOException | SQLException | FlywayException e) {
      throw new RecordsException("%s: cannot be opened: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static Records create(
      RecordsFolder folder, Journalled journalled, Opening opening, String password)
      throws SQLException {
    migrate(folder.url(true), password);
    Connection connection = connect(folder.url(false), password);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO applied (one, projection, sequence, link) VALUES (1, ?, 0, '')")) {
      Statements.bind(insert, PROJECTION);
      insert.executeUpdate();
    }
    connection.commit();
    return new Records(folder, journalled, connection, opening, password);
  }

  private static Records existing(
      RecordsFolder folder, Journalled journalled, Optional<String> unwanted, String password)
      throws IOException, SQLException, UnusableException {
    Optional<String> fault = unwanted.isPresent() ? Optional.empty() : folder.fault();
    if (fault.isPresent()) {
      throw new UnusableException(fault.get());
    }
    Connection connection;
    try {
      connection = connect(folder.url(false), password);
    } catch (SQLException e) {
      if (e.getErrorCode() == ALREADY_OPEN) {
        throw new RecordsException(folder.path() + ": another process has the records open", e);
      }
      throw new UnusableException("the database cannot be opened: " + e.getMessage());
    }
    try {
      if (unwanted.isPresent()) {
        throw new UnusableException(unwanted.get());
      }
      migrate(folder.url(false), password);
      Mark mark =
          mark(connection)
              .orElseThrow(() -> new UnusableException("the database says nothing of the journal"));
      check(mark, journalled);
      return new Records(
          folder, journalled, connection, new Opening.Continued(mark.sequence()), password);
    } catch (UnusableException | JournalException e) {
      connection.close();
      throw e;
    } catch (SQLException | FlywayException e) {
      connection.close();
      throw new UnusableException("the database is damaged: " + e.getMessage());
    }
  }

  /**
   * Two journals can agree in their length and differ in what they say: the chain's link at the
   * mark tells.
   */
  private static void check(Mark mark, Journalled journalled) throws UnusableException {
    if (mark.projection() != PROJECTION) {
      throw new UnusableException(
          "the records have form %d, this program writes form %d"
              .formatted(mark.projection(), PROJECTION));
    }
    if (mark.sequence() == 0) {
      return;
    }
    try (JournalReader reader =
        JournalReader.open(journalled.folder(), journalled.types(), mark.sequence())) {
      if (reader.next().isEmpty()) {
        throw new UnusableException(
            "the records are at entry %d, the journal ends before it".formatted(mark.sequence()));
      }
      if (!reader.lastLink().equals(mark.link())) {
        throw new UnusableException("the journal says something else at entry " + mark.sequence());
      }
    }
  }

  private static Optional<Mark> mark(Connection connection) throws SQLException {
    return Statements.rows(
            connection,
            "SELECT projection, sequence, link FROM applied",
            row -> new Mark(row.getInt(1), row.getLong(2), row.getString(3)))
        .stream()
        .findFirst();
  }

  private static void migrate(String url, String password) {
    Flyway.configure()
        .dataSource(url, "weir", password)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  private static Connection connect(String url, String password) throws SQLException {
    Connection connection = DriverManager.getConnection(url, "weir", password);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Returns how the records were found. */
  public Opening opening() {
    return opening;
  }

  /** Returns the number of the last journal entry that is in the records. Any thread. */
  public long appliedSequence() {
    return applied;
  }

  /** Returns a reader of the journal that stands behind the last applied entry. */
  public JournalReader reader() {
    return JournalReader.open(journal, types, applied + 1);
  }

  /**
   * Takes over the next entries of the journal in one transaction; entries that are in the records
   * already are passed over.
   *
   * @return how many entries were read; 0 when there are no more yet
   * @throws RecordsException when the database fails, or when an entry is missing before the
   *     reader's next one; the records must then be closed
   */
  public int follow(JournalReader reader) {
    return followTo(reader, Long.MAX_VALUE);
  }

  /**
   * Takes over the next entries of the journal as {@link #follow} does, but none beyond the given
   * one.
   *
   * @param last the number of the last entry that is wanted
   * @return how many entries were read; 0 when there are no more
   */
  public int followTo(JournalReader reader, long last) {
    long wanted = last - reader.nextSequence() + 1;
    List<Entry> entries = wanted <= 0 ? List.of() : reader.next((int) Math.min(BATCH, wanted));
    if (entries.isEmpty()) {
      return 0;
    }
    try {
      long reached = applied;
      for (Entry entry : entries) {
        if (entry.sequence() > reached + 1) {
          throw new RecordsException(
              "%s: entry %d follows entry %d".formatted(folder.path(), entry.sequence(), reached));
        }
        if (entry.sequence() == reached + 1) {
          projection.apply(entry);
          reached = entry.sequence();
        }
      }
      if (reached > applied) {
        projection.finish();
        note(reached, reader.lastLink());
        writing.commit();
        applied = reached;
      }
      return entries.size();
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private void note(long sequence, String link) throws SQLException {
    try (PreparedStatement update =
        writing.prepareStatement("UPDATE applied SET sequence = ?, link = ?")) {
      Statements.bind(update, sequence, link);
      update.executeUpdate();
    }
  }

  private RecordsException broken(SQLException cause) {
    String message = "%s: cannot be written: %s".formatted(folder.path(), cause.getMessage());
    RecordsException broken = new RecordsException(message, cause);
    try {
      writing.rollback();
      folder.suspect(message);
    } catch (SQLException | IOException e) {
      broken.addSuppressed(e);
    }
    return broken;
  }

  /** Something that is asked of the database. */
  @FunctionalInterface
  private interface Query<T> {
    T ask(RecordsQueries queries) throws SQLException;
  }

  private <T> T ask(Query<T> query) {
    try (Connection connection = connect(folder.url(false), password)) {
      return query.ask(new RecordsQueries(connection, types));
    } catch (SQLException e) {
      throw new RecordsException(
          "%s: cannot be read: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  /**
   * Returns generated formulas, the latest job's first and each job's by rank. Any thread.
   *
   * @param job only of this job; of all when empty
   * @param most how many at most
   */
  public List<FormulaRecord> formulas(Optional<String> job, int most) {
    return ask(queries -> queries.formulas(job, most));
  }

  /** Returns all campaigns, oldest first. Any thread. */
  public List<CampaignRecord> campaigns() {
    return ask(RecordsQueries::campaigns);
  }

  /**
   * Returns the runs of the campaign that was started last under this name, in order. Any thread.
   */
  public List<RunRecord> runs(String campaign) {
    return ask(queries -> queries.runs(campaign));
  }

  /** Returns one run of the campaign that was started last under this name. Any thread. */
  public Optional<RunRecord> run(String campaign, int number) {
    return ask(queries -> queries.run(campaign, number));
  }

  /** Returns how many runs have been accepted, over all campaigns. Any thread. */
  public long acceptedRuns() {
    return ask(RecordsQueries::acceptedRuns);
  }

  /**
   * Returns the latest alarms, newest first. Any thread.
   *
   * @param limit at most so many
   */
  public List<AlarmRecord> alarms(int limit) {
    return ask(queries -> queries.alarms(limit));
  }

  /**
   * Returns the latest events other than readings, newest first. Any thread.
   *
   * @param limit at most so many
   */
  public List<Entry> events(int limit) {
    return ask(queries -> queries.events(limit));
  }

  /** Returns the tags that have readings ({@code device/capability}), sorted. Any thread. */
  public List<String> tags() {
    return ask(RecordsQueries::tags);
  }

  /**
   * Returns the readings of a tag over a stretch of time, at most one per second, drawn together to
   * at most so many points. Any thread.
   *
   * @param tag {@code device/capability}
   * @param from the first instant
   * @param to the first instant that no longer belongs to it
   * @param maxPoints from 1
   */
  public List<TrendPoint> trend(String tag, Instant from, Instant to, int maxPoints) {
    if (maxPoints < 1 || !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a trend needs at least 1 point and a stretch of time, was %d from %s to %s"
              .formatted(maxPoints, from, to));
    }
    return ask(queries -> queries.trend(tag, from, to, maxPoints));
  }

  /** Returns the digest of every table, by name. Any thread. */
  public List<TableDigest> digests() {
    try (Connection connection = connect(folder.url(false), password)) {
      return Digests.of(connection);
    } catch (SQLException e) {
      throw new RecordsException(
          "%s: cannot be read: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  /** Closes the database. Called by the thread that follows, at the end. */
  @Override
  public void close() {
    try {
      projection.close();
      writing.close();
    } catch (SQLException e) {
      throw new RecordsException(
          "%s: cannot be closed: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }
}
