package dev.weir.records;

import dev.weir.campaign.CampaignEvent.ProposalMade;
import dev.weir.campaign.CampaignStatus;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.experiment.RunEvent.AliquotAccepted;
import dev.weir.experiment.RunEvent.RunAccepted;
import dev.weir.experiment.RunEvent.RunStarted;
import dev.weir.experiment.RunEvent.SteadyStateJudged;
import dev.weir.experiment.RunPhase;
import dev.weir.journal.Entry;
import dev.weir.journal.EventTypes;
import dev.weir.journal.JournalEvent;
import dev.weir.optimize.Objective;
import dev.weir.reactor.AlarmKind;
import dev.weir.sql.Statements;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is asked of the records, over one connection. */
record RecordsQueries(Connection connection, EventTypes types) {
  /** Of runs with one number, the latest counts. */
  private static final String RUNS =
      """
      SELECT r.*, s.payload AS started, v.payload AS judged, a.payload AS accepted, p.payload AS proposed
      FROM runs r
      JOIN events s ON s.sequence = r.sequence
      LEFT JOIN events v ON v.sequence = r.verdict_sequence
      LEFT JOIN events a ON a.sequence = r.accepted_sequence
      LEFT JOIN events p ON p.sequence = r.proposal_sequence
      WHERE r.campaign = ? AND r.campaign_sequence = (SELECT COALESCE(MAX(sequence), 0) FROM campaigns WHERE name = ?)
        AND r.sequence = (SELECT MAX(o.sequence) FROM runs o WHERE o.campaign = r.campaign AND o.number = r.number
          AND o.campaign_sequence = r.campaign_sequence)
      """;

  List<CampaignRecord> campaigns() throws SQLException {
    return Statements.rows(
        connection,
        """
        SELECT c.*,
          (SELECT COUNT(*) FROM runs r WHERE r.campaign_sequence = c.sequence) AS started_runs,
          (SELECT COUNT(*) FROM runs r WHERE r.campaign_sequence = c.sequence AND r.state = 'ACCEPTED') AS accepted_runs,
          (SELECT COUNT(*) FROM runs r WHERE r.campaign_sequence = c.sequence AND r.state = 'VOID') AS void_runs
        FROM campaigns c ORDER BY c.sequence
        """,
        row ->
            new CampaignRecord(
                row.getString("name"),
                row.getString("monomer1"),
                row.getString("monomer2"),
                new Objective(
                    new CopolymerComposition(row.getDouble("target_mol_per_mol")),
                    row.getDouble("tolerance_mol_per_mol"),
                    row.getDouble("conversion_floor_mol_per_mol")),
                row.getInt("budget_runs"),
                row.getLong("seed"),
                Statements.instant(row, "started_at"),
                Statements.optionalInstant(row, "ended_at"),
                CampaignStatus.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInt("started_runs"),
                row.getInt("accepted_runs"),
                row.getInt("void_runs")));
  }

  List<FormulaRecord> formulas(Optional<String> job, int most) throws SQLException {
    return Statements.rows(
        connection,
        """
        SELECT f.* FROM formulas f
        JOIN (SELECT job, MIN(sequence) AS begun FROM formulas GROUP BY job) j ON j.job = f.job
        WHERE ? = '' OR f.job = ?
        ORDER BY j.begun DESC, f.rank_in_job, f.sequence
        LIMIT ?
        """,
        row ->
            new FormulaRecord(
                row.getString("job"),
                row.getInt("rank_in_job"),
                row.getString("formula"),
                Statements.instant(row, "found_at"),
                figure(row, "target_ev_per_atom"),
                figure(row, "predicted_ev_per_atom"),
                figure(row, "half_width_95_ev_per_atom"),
                row.getString("made_from")),
        job.orElse(""),
        job.orElse(""),
        most);
  }

  private static OptionalDouble figure(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  List<RunRecord> runs(String campaign) throws SQLException {
    return Statements.rows(connection, RUNS + " ORDER BY r.number", this::run, campaign, campaign);
  }

  Optional<RunRecord> run(String campaign, int number) throws SQLException {
    return Statements.rows(
            connection, RUNS + " AND r.number = ?", this::run, campaign, campaign, number)
        .stream()
        .findFirst();
  }

  private RunRecord run(ResultSet row) throws SQLException {
    RunStarted started = decoded(row, "started", RunStarted.class).orElseThrow();
    return new RunRecord(
        row.getString("campaign"),
        row.getInt("number"),
        RunRecord.State.valueOf(row.getString("state")),
        Statements.instant(row, "started_at"),
        Statements.optionalInstant(row, "ended_at"),
        started.requested(),
        started.setpoints(),
        decoded(row, "judged", SteadyStateJudged.class).map(SteadyStateJudged::verdict),
        decoded(row, "accepted", RunAccepted.class).map(RunAccepted::observation),
        decoded(row, "proposed", ProposalMade.class).map(ProposalMade::proposal),
        row.getString("reason"),
        phases(row.getLong("sequence")),
        aliquots(row.getLong("sequence")));
  }

  private List<RunRecord.AliquotRecord> aliquots(long run) throws SQLException {
    return Statements.rows(
        connection,
        "SELECT q.*, a.payload AS accepted FROM aliquots q LEFT JOIN events a ON a.sequence = q.accepted_sequence"
            + " WHERE q.run_sequence = ? ORDER BY q.number",
        row ->
            new RunRecord.AliquotRecord(
                row.getInt("number"),
                RunRecord.AliquotState.valueOf(row.getString("state")),
                row.getString("reason"),
                Optional.ofNullable(row.getString("sample")),
                Statements.optionalInstant(row, "drawn_at"),
                decoded(row, "accepted", AliquotAccepted.class).map(AliquotAccepted::observation)),
        run);
  }

  private List<RunRecord.PhaseTime> phases(long run) throws SQLException {
    return Statements.rows(
        connection,
        "SELECT phase, entered_at, reason FROM run_phases WHERE run_sequence = ? ORDER BY sequence",
        row ->
            new RunRecord.PhaseTime(
                RunPhase.valueOf(row.getString("phase")),
                Statements.instant(row, "entered_at"),
                row.getString("reason")),
        run);
  }

  private <T extends JournalEvent> Optional<T> decoded(ResultSet row, String column, Class<T> type)
      throws SQLException {
    return Optional.ofNullable(row.getString(column))
        .map(payload -> type.cast(types.decode(payload.getBytes(StandardCharsets.UTF_8))));
  }

  long acceptedRuns() throws SQLException {
    return Statements.rows(
            connection, "SELECT COUNT(*) FROM runs WHERE state = 'ACCEPTED'", row -> row.getLong(1))
        .getFirst();
  }

  List<AlarmRecord> alarms(int limit) throws SQLException {
    return Statements.rows(
        connection,
        "SELECT * FROM alarms ORDER BY sequence DESC LIMIT ?",
        row ->
            new AlarmRecord(
                row.getLong("number"),
                AlarmKind.valueOf(row.getString("kind")),
                row.getString("source"),
                row.getString("text"),
                row.getBoolean("first_out"),
                Statements.instant(row, "raised_at"),
                Statements.optionalInstant(row, "returned_at"),
                Statements.optionalInstant(row, "acknowledged_at"),
                Optional.ofNullable(row.getString("acknowledged_by"))),
        limit);
  }

  List<Entry> events(int limit) throws SQLException {
    return Statements.rows(
        connection,
        "SELECT sequence, at, payload FROM events ORDER BY sequence DESC LIMIT ?",
        row ->
            new Entry(
                row.getLong("sequence"),
                Statements.instant(row, "at"),
                types.decode(row.getString("payload").getBytes(StandardCharsets.UTF_8))),
        limit);
  }

  List<String> tags() throws SQLException {
    return Statements.rows(
        connection, "SELECT tag FROM tags ORDER BY tag", row -> row.getString("tag"));
  }

  List<TrendPoint> trend(String tag, Instant from, Instant to, int maxPoints) throws SQLException {
    long start = from.toEpochMilli();
    long end = to.toEpochMilli();
    long width = Math.max(1, Math.ceilDiv(end - start, maxPoints));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT at_ms, reading FROM readings WHERE tag_id = (SELECT id FROM tags WHERE tag = ?)"
                + " AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, sequence")) {
      Statements.bind(statement, tag, start, end);
      try (ResultSet row = statement.executeQuery()) {
        List<TrendPoint> points = new ArrayList<>();
        Stretch stretch = new Stretch();
        while (row.next()) {
          long at = row.getLong(1);
          if (stretch.count > 0 && (at - start) / width != (stretch.firstAt - start) / width) {
            points.add(stretch.drawnTogether());
            stretch = new Stretch();
          }
          stretch.add(at, row.getDouble(2));
        }
        if (stretch.count > 0) {
          points.add(stretch.drawnTogether());
        }
        return List.copyOf(points);
      }
    }
  }

  /** The readings of one point of a trend. */
  private static final class Stretch {
    private long firstAt;
    private int count;
    private double sum;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    void add(long at, double reading) {
      if (count == 0) {
        firstAt = at;
      }
      count++;
      sum += reading;
      lowest = Math.min(lowest, reading);
      highest = Math.max(highest, reading);
    }

    TrendPoint drawnTogether() {
      return new TrendPoint(Instant.ofEpochMilli(firstAt), lowest, sum / count, highest);
    }
  }
}
