package dev.weir.records;

import dev.weir.campaign.CampaignEvent;
import dev.weir.campaign.CampaignStatus;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.SteadyState;
import dev.weir.flow.FeedName;
import dev.weir.jobs.JobEvent;
import dev.weir.jobs.JobFinding;
import dev.weir.journal.Entry;
import dev.weir.journal.EventTypes;
import dev.weir.journal.JournalEvent;
import dev.weir.materials.generate.FormulaJob;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.TakenPredictor;
import dev.weir.reactor.ReactorEvent;
import dev.weir.sql.Statements;
import dev.weir.units.Volume;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what one journal entry means into the tables. Rows are keyed by the entry they come from,
 * so any journal fits: a number that is used twice gives two rows, and the later one is meant from
 * then on. Owned by the thread that writes the records.
 */
final class Projection implements AutoCloseable {
  private static final int MOST_TAGS = 10_000;

  private final Connection connection;
  private final EventTypes types;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<String, Trace> traces = new HashMap<>();
  private final TrendRetention retention;
  private final AliquotRows aliquots = new AliquotRows(this::update);
  private int waitingReadings;

  /** A tag, and the second of its last stored reading. */
  private static final class Trace {
    final int id;
    long lastSecond;

    Trace(int id, long lastSecond) {
      this.id = id;
      this.lastSecond = lastSecond;
    }
  }

  /** The place of an event in the journal. */
  private record Place(long sequence, Instant at) {}

  Projection(Connection connection, EventTypes types) throws SQLException {
    this.connection = connection;
    this.types = types;
    this.retention = new TrendRetention(connection);
    List<Map.Entry<String, Trace>> known =
        Statements.rows(
            connection,
            """
            SELECT tag, id, (SELECT MAX(r.at_ms) FROM readings r WHERE r.tag_id = tags.id) AS last_ms
            FROM tags
            """,
            row ->
                Map.entry(
                    row.getString("tag"),
                    new Trace(row.getInt("id"), Math.floorDiv(row.getLong("last_ms"), 1000L))));
    known.forEach(entry -> traces.put(entry.getKey(), entry.getValue()));
  }

  /** Applies one entry; {@link #finish()} must follow before the commit. */
  void apply(Entry entry) throws SQLException {
    Place place = new Place(entry.sequence(), entry.at());
    JournalEvent event = entry.event();
    if (retention.isDue(place.at())) {
      finish();
      retention.thin(place.at());
    }
    if (!(event instanceof ReactorEvent.ReadingsRecorded)) {
      update(
          "INSERT INTO events (sequence, at, type, payload) VALUES (?, ?, ?, ?)",
          place.sequence(),
          place.at(),
          event.getClass().getSimpleName(),
          new String(types.encode(event), StandardCharsets.UTF_8));
    }
    switch (event) {
      case ReactorEvent reactor -> reactor(place, reactor);
      case RunEvent run -> run(place, run);
      case CampaignEvent campaign -> campaign(place, campaign);
      case JobEvent job -> job(place, job);
      default -> {
        // The events of other rooms are kept in the table of events; no table here speaks of them.
      }
    }
  }

  private void job(Place place, JobEvent event) throws SQLException {
    switch (event) {
      case JobEvent.JobFound found -> {
        if (found.kind().equals(FormulaJob.KIND)) {
          formulas(place, found);
        }
      }
      case JobEvent.JobRequested _,
          JobEvent.JobAttemptStarted _,
          JobEvent.JobAttemptEnded _,
          JobEvent.JobEnded _ -> {
        // Found in the table of events, and in the jobs' own tables.
      }
    }
  }

  private void formulas(Place place, JobEvent.JobFound found) throws SQLException {
    int rank = found.before();
    for (JobFinding one : found.findings()) {
      rank++;
      update(
          "INSERT INTO formulas (sequence, rank_in_job, job, formula, found_at, target_ev_per_atom,"
              + " predicted_ev_per_atom, half_width_95_ev_per_atom, made_from)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          place.sequence(),
          rank,
          found.job(),
          one.subject(),
          place.at(),
          Optional.ofNullable(one.figures().get(FormulaJob.TARGET)),
          Optional.ofNullable(one.figures().get(FormulaJob.PREDICTED)),
          Optional.ofNullable(one.figures().get(FormulaJob.HALF_WIDTH)),
          one.origin());
    }
  }

  /** Writes what was gathered. */
  void finish() throws SQLException {
    if (waitingReadings > 0) {
      statement(INSERT_READING).executeBatch();
      waitingReadings = 0;
    }
  }

  private static final String INSERT_READING =
      "INSERT INTO readings (tag_id, at_ms, sequence, reading) VALUES (?, ?, ?, ?)";

  private void readings(Place place, ReactorEvent.ReadingsRecorded readings) throws SQLException {
    long millis = place.at().toEpochMilli();
    long second = Math.floorDiv(millis, 1000L);
    for (Map.Entry<String, Double> reading : readings.values().entrySet()) {
      Trace trace = trace(reading.getKey());
      if (trace.lastSecond != second) {
        trace.lastSecond = second;
        PreparedStatement insert = statement(INSERT_READING);
        Statements.bind(insert, trace.id, millis, place.sequence(), reading.getValue());
        insert.addBatch();
        waitingReadings++;
      }
    }
  }

  private Trace trace(String tag) throws SQLException {
    Trace known = traces.get(tag);
    if (known != null) {
      return known;
    }
    if (traces.size() == MOST_TAGS) {
      throw new SQLException("more than " + MOST_TAGS + " tags have readings");
    }
    Trace trace = new Trace(traces.size() + 1, Long.MIN_VALUE);
    update("INSERT INTO tags (id, tag) VALUES (?, ?)", trace.id, tag);
    traces.put(tag, trace);
    return trace;
  }

  private void reactor(Place place, ReactorEvent event) throws SQLException {
    switch (event) {
      case ReactorEvent.SessionStarted(
              String version,
              String hash,
              boolean simulated,
              boolean unclean) ->
          update(
              "INSERT INTO sessions (sequence, started_at, version, configuration_hash, simulated, unclean) VALUES (?, ?, ?, ?, ?, ?)",
              place.sequence(),
              place.at(),
              version,
              hash,
              simulated,
              unclean);
      case ReactorEvent.SessionEnded(String reason) ->
          update(
              "UPDATE sessions SET ended_at = ?, end_reason = ? WHERE sequence = (SELECT MAX(sequence) FROM sessions)",
              place.at(),
              reason);
      case ReactorEvent.StateChanged changed ->
          update(
              "INSERT INTO state_changes (sequence, at, state_from, state_to, reason) VALUES (?, ?, ?, ?, ?)",
              place.sequence(),
              place.at(),
              changed.from(),
              changed.to(),
              changed.reason());
      case ReactorEvent.AlarmRaised alarm ->
          update(
              "INSERT INTO alarms (sequence, number, kind, source, text, first_out, raised_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
              place.sequence(),
              alarm.number(),
              alarm.kind(),
              alarm.source(),
              alarm.text(),
              alarm.firstOut(),
              place.at());
      case ReactorEvent.AlarmReturned(long number) ->
          update(
              "UPDATE alarms SET returned_at = ? WHERE sequence = " + LATEST_ALARM,
              place.at(),
              number);
      case ReactorEvent.AlarmAcknowledged(long number, String operator) ->
          update(
              "UPDATE alarms SET acknowledged_at = ?, acknowledged_by = ? WHERE sequence = "
                  + LATEST_ALARM,
              place.at(),
              operator,
              number);
      case ReactorEvent.CommandAccepted(String command, String operator, String reason) ->
          update(
              "INSERT INTO commands (sequence, at, command, operator, reason) VALUES (?, ?, ?, ?, ?)",
              place.sequence(),
              place.at(),
              command,
              operator,
              reason);
      case ReactorEvent.ReadingsRecorded readings -> readings(place, readings);
      case ReactorEvent.SetpointsIntended _,
          ReactorEvent.SafeIntended _,
          ReactorEvent.DeviceMadeSafe _,
          ReactorEvent.InterlockTripped _,
          ReactorEvent.InterlocksCleared _,
          ReactorEvent.FeedRefilled _,
          ReactorEvent.AlarmShelved _,
          ReactorEvent.AlarmUnshelved _,
          ReactorEvent.WasteEmptied _,
          ReactorEvent.LinkMoved _,
          ReactorEvent.DeviceFaulted _ -> {
        // Found in the table of events.
      }
    }
  }

  private static final String LATEST_ALARM = "(SELECT MAX(sequence) FROM alarms WHERE number = ?)";
  private static final String LATEST_RUN =
      "(SELECT MAX(sequence) FROM runs WHERE campaign = ? AND number = ?)";
  private static final String LATEST_CAMPAIGN =
      "(SELECT COALESCE(MAX(sequence), 0) FROM campaigns WHERE name = ?)";
  private static final String LATEST_PROPOSAL =
      "(SELECT MAX(sequence) FROM proposals WHERE campaign = ? AND place = ?)";

  private void run(Place place, RunEvent event) throws SQLException {
    String campaign = event.campaign();
    int number = event.run().value();
    switch (event) {
      case RunEvent.RunStarted started -> runStarted(place, started);
      case RunEvent.RunPhaseEntered entered -> {
        update(
            "INSERT INTO run_phases (sequence, run_sequence, phase, entered_at, reason) VALUES (?, COALESCE("
                + LATEST_RUN
                + ", 0), ?, ?, ?)",
            place.sequence(),
            campaign,
            number,
            entered.phase(),
            place.at(),
            entered.reason());
        update(
            "UPDATE runs SET reason = ? WHERE state = 'RUNNING' AND sequence = " + LATEST_RUN,
            entered.reason(),
            campaign,
            number);
      }
      case RunEvent.SteadyStateJudged(String _, RunNumber _, SteadyState verdict) ->
          update(
              "UPDATE runs SET steady_state_proven = ?, washout_mol_per_mol = ?, verdict_sequence = ? WHERE sequence = "
                  + LATEST_RUN,
              verdict.proven(),
              verdict.washout(),
              place.sequence(),
              campaign,
              number);
      case RunEvent.SampleDrawn drawn ->
          update(
              "UPDATE runs SET sample = ?, sampled_at = ? WHERE sequence = " + LATEST_RUN,
              drawn.sample().text(),
              place.at(),
              campaign,
              number);
      case RunEvent.AnalysisTaken taken ->
          update(
              "UPDATE runs SET content_hash = ? WHERE sequence = " + LATEST_RUN,
              taken.analysis().contentHash(),
              campaign,
              number);
      case RunEvent.RunAccepted(String _, Observation observation) ->
          runAccepted(place, campaign, observation);
      case RunEvent.RunVoided voided ->
          update(
              "UPDATE runs SET state = 'VOID', reason = ?, ended_at = ? WHERE sequence = "
                  + LATEST_RUN,
              voided.reason(),
              place.at(),
              campaign,
              number);
      case RunEvent.AliquotDrawn drawn -> aliquots.drawn(drawn, place.at());
      case RunEvent.AliquotVoided voided -> aliquots.voided(voided);
      case RunEvent.AliquotAccepted accepted -> aliquots.accepted(accepted, place.sequence());
      case RunEvent.RampEnded ended -> aliquots.ended(ended, place.at());
    }
  }

  private void runStarted(Place place, RunEvent.RunStarted started) throws SQLException {
    Conditions requested = started.requested();
    String campaign = started.campaign();
    int number = started.run().value();
    update(
        "INSERT INTO runs (sequence, campaign_sequence, campaign, number, state, reason, started_at,"
            + " requested_f10_mol_per_mol, requested_residence_time_s, requested_temperature_degc,"
            + " requested_monomer_mol_per_l, requested_initiator_mol_per_l, proposal_sequence) VALUES (?, "
            + LATEST_CAMPAIGN
            + ", ?, ?, 'RUNNING', '', ?, ?, ?, ?, ?, ?, (SELECT MAX(sequence) FROM proposals WHERE campaign = ?"
            + " AND run = ? AND campaign_sequence = "
            + LATEST_CAMPAIGN
            + "))",
        place.sequence(),
        campaign,
        campaign,
        number,
        place.at(),
        requested.feedComposition().value(),
        requested.residenceTime().seconds(),
        requested.temperature().celsius(),
        requested.totalMonomer().molesPerLitre(),
        requested.initiator().molesPerLitre(),
        campaign,
        number,
        campaign);
  }

  private void runAccepted(Place place, String campaign, Observation observation)
      throws SQLException {
    Conditions achieved = observation.achieved();
    Outcome outcome = observation.outcome();
    int number = observation.run().value();
    update(
        "UPDATE runs SET state = 'ACCEPTED', ended_at = ?, accepted_sequence = ?,"
            + " achieved_f10_mol_per_mol = ?, achieved_residence_time_s = ?, achieved_temperature_degc = ?,"
            + " achieved_monomer_mol_per_l = ?, achieved_initiator_mol_per_l = ?,"
            + " conversion1_mol_per_mol = ?, conversion1_deviation = ?, conversion2_mol_per_mol = ?,"
            + " conversion2_deviation = ?, f1_mol_per_mol = ?, f1_deviation = ?, conversion_mol_per_mol = ?,"
            + " conversion_deviation = ?, steady_state_proven = ?, washout_mol_per_mol = ?, waited_s = ?,"
            + " sample = ?, sampled_at = ?, content_hash = ? WHERE sequence = "
            + LATEST_RUN,
        place.at(),
        place.sequence(),
        achieved.feedComposition().value(),
        achieved.residenceTime().seconds(),
        achieved.temperature().celsius(),
        achieved.totalMonomer().molesPerLitre(),
        achieved.initiator().molesPerLitre(),
        outcome.conversion1().value(),
        outcome.conversion1().standardDeviation(),
        outcome.conversion2().value(),
        outcome.conversion2().standardDeviation(),
        outcome.copolymerComposition(),
        outcome.copolymerCompositionDeviation(),
        outcome.conversion(),
        outcome.conversionDeviation(),
        observation.steadyState().proven(),
        observation.steadyState().washout(),
        observation.waited().seconds(),
        observation.sample().text(),
        observation.sampledAt(),
        observation.contentHash(),
        campaign,
        number);
    update("DELETE FROM run_reagents WHERE run_sequence = " + LATEST_RUN, campaign, number);
    for (Map.Entry<FeedName, Volume> used : observation.used().entrySet()) {
      update(
          "INSERT INTO run_reagents (run_sequence, feed, used_ul) SELECT MAX(sequence), ?, ? FROM runs"
              + " WHERE campaign = ? AND number = ? HAVING MAX(sequence) IS NOT NULL",
          used.getKey().text(),
          used.getValue().microlitres(),
          campaign,
          number);
    }
  }

  private void campaign(Place place, CampaignEvent event) throws SQLException {
    switch (event) {
      case CampaignEvent.CampaignStarted started -> campaignStarted(place, started);
      case CampaignEvent.CampaignContinued(String name, int runs) ->
          campaignState(
              name,
              CampaignStatus.State.RUNNING,
              "continued after a restart with %d runs".formatted(runs));
      case CampaignEvent.CampaignChanged changed ->
          update(
              "UPDATE campaigns SET target_mol_per_mol = ?, tolerance_mol_per_mol = ?,"
                  + " conversion_floor_mol_per_mol = ?, budget_runs = ?, reason = ?, state = ?, ended_at = NULL WHERE sequence = "
                  + LATEST_CAMPAIGN,
              changed.objective().target().value(),
              changed.objective().tolerance(),
              changed.objective().conversionFloor(),
              changed.budget(),
              "changed: " + String.join("; ", changed.changes()),
              CampaignStatus.State.RUNNING,
              changed.campaign());
      case CampaignEvent.PointAsked _ -> {}
      case CampaignEvent.PredictorTaken _ -> {}
      case CampaignEvent.CampaignBlocked(String name, String reason) ->
          campaignState(name, CampaignStatus.State.BLOCKED, reason);
      case CampaignEvent.CampaignEnded(String name, CampaignStatus.State state, String reason) -> {
        campaignState(name, state, reason);
        update(
            "UPDATE campaigns SET ended_at = ? WHERE sequence = " + LATEST_CAMPAIGN,
            place.at(),
            name);
      }
      case CampaignEvent.ProposalMade made -> proposalMade(place, made);
      case CampaignEvent.ProposalAccepted(String name, int index, RunNumber run) -> {
        update(
            "UPDATE proposals SET verdict = 'ACCEPTED', run = ? WHERE sequence = "
                + LATEST_PROPOSAL,
            run.value(),
            name,
            index);
        campaignState(
            name, CampaignStatus.State.RUNNING, "run %s follows proposal %d".formatted(run, index));
      }
      case CampaignEvent.ProposalRefused(String name, int index, String reason) ->
          update(
              "UPDATE proposals SET verdict = 'REFUSED', verdict_reason = ? WHERE sequence = "
                  + LATEST_PROPOSAL,
              reason,
              name,
              index);
    }
  }

  private void campaignStarted(Place place, CampaignEvent.CampaignStarted started)
      throws SQLException {
    update(
        "INSERT INTO campaigns (sequence, name, monomer1, monomer2, target_mol_per_mol, tolerance_mol_per_mol,"
            + " conversion_floor_mol_per_mol, budget_runs, seed, started_at, state, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        place.sequence(),
        started.campaign(),
        started.monomer1(),
        started.monomer2(),
        started.objective().target().value(),
        started.objective().tolerance(),
        started.objective().conversionFloor(),
        started.budget(),
        started.seed(),
        place.at(),
        CampaignStatus.State.RUNNING);
  }

  private void campaignState(String name, CampaignStatus.State state, String reason)
      throws SQLException {
    update(
        "UPDATE campaigns SET state = ?, reason = ? WHERE sequence = " + LATEST_CAMPAIGN,
        state,
        reason,
        name);
  }

  private void proposalMade(Place place, CampaignEvent.ProposalMade made) throws SQLException {
    Proposal proposal = made.proposal();
    Conditions conditions = proposal.conditions();
    Optional<Proposal.Predicted> predicted = proposal.predicted();
    update(
        "INSERT INTO proposals (sequence, campaign_sequence, campaign, place, made_at, source, f10_mol_per_mol,"
            + " residence_time_s, temperature_degc, monomer_mol_per_l, initiator_mol_per_l,"
            + " predicted_f1_mol_per_mol, predicted_f1_deviation, predicted_conversion_mol_per_mol,"
            + " predicted_conversion_deviation, acquisition, seed, observations, reason, predictor, verdict,"
            + " verdict_reason)"
            + " VALUES (?, "
            + LATEST_CAMPAIGN
            + ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'MADE', '')",
        place.sequence(),
        made.campaign(),
        made.campaign(),
        made.index(),
        place.at(),
        proposal.source(),
        conditions.feedComposition().value(),
        conditions.residenceTime().seconds(),
        conditions.temperature().celsius(),
        conditions.totalMonomer().molesPerLitre(),
        conditions.initiator().molesPerLitre(),
        predicted.map(Proposal.Predicted::copolymerComposition),
        predicted.map(Proposal.Predicted::copolymerCompositionDeviation),
        predicted.map(Proposal.Predicted::conversion),
        predicted.map(Proposal.Predicted::conversionDeviation),
        proposal.acquisition(),
        proposal.seed(),
        proposal.observations(),
        proposal.reason(),
        made.taken().map(TakenPredictor::words));
  }

  private void update(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = statement(sql);
    Statements.bind(statement, parameters);
    statement.executeUpdate();
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
  }
}
