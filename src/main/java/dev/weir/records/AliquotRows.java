package dev.weir.records;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunEvent;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Writes what the events of a ramp mean into the table of aliquots, a row for the event that told
 * of it first. Pure but for its writer.
 */
record AliquotRows(Writer writer) {
  private static final String RUN =
      "(SELECT MAX(sequence) FROM runs WHERE campaign = ? AND number = ?)";

  /** Of aliquots with one number in one run, the latest is meant. */
  private static final String LATEST =
      "(SELECT MAX(sequence) FROM aliquots WHERE run_sequence = COALESCE("
          + RUN
          + ", 0) AND number = ?)";

  /** Runs one statement. */
  @FunctionalInterface
  interface Writer {
    void update(String sql, Object... parameters) throws SQLException;
  }

  void drawn(RunEvent.AliquotDrawn drawn, long sequence, Instant at) throws SQLException {
    writer.update(
        "INSERT INTO aliquots (sequence, run_sequence, number, state, reason, sample, drawn_at, intended_residence_time_s)"
            + " VALUES (?, COALESCE("
            + RUN
            + ", 0), ?, 'DRAWN', '', ?, ?, ?)",
        sequence,
        drawn.campaign(),
        drawn.run().value(),
        drawn.aliquot(),
        drawn.sample().text(),
        at,
        drawn.intended().seconds());
  }

  /** One that was not drawn has no row yet. */
  void voided(RunEvent.AliquotVoided voided, long sequence) throws SQLException {
    writer.update(
        "INSERT INTO aliquots (sequence, run_sequence, number, state, reason) SELECT ?, COALESCE("
            + RUN
            + ", 0), ?, 'VOID', '' WHERE "
            + LATEST
            + " IS NULL",
        sequence,
        voided.campaign(),
        voided.run().value(),
        voided.aliquot(),
        voided.campaign(),
        voided.run().value(),
        voided.aliquot());
    writer.update(
        "UPDATE aliquots SET state = 'VOID', reason = ? WHERE sequence = " + LATEST,
        voided.reason(),
        voided.campaign(),
        voided.run().value(),
        voided.aliquot());
  }

  void accepted(RunEvent.AliquotAccepted accepted, long sequence) throws SQLException {
    Observation observation = accepted.observation();
    Conditions achieved = observation.achieved();
    Outcome outcome = observation.outcome();
    writer.update(
        "UPDATE aliquots SET state = 'ACCEPTED', accepted_sequence = ?, achieved_f10_mol_per_mol = ?,"
            + " achieved_residence_time_s = ?, achieved_temperature_degc = ?, achieved_monomer_mol_per_l = ?,"
            + " achieved_initiator_mol_per_l = ?, conversion1_mol_per_mol = ?, conversion1_deviation = ?,"
            + " conversion2_mol_per_mol = ?, conversion2_deviation = ?, f1_mol_per_mol = ?, f1_deviation = ?,"
            + " conversion_mol_per_mol = ?, conversion_deviation = ?, content_hash = ?"
            + " WHERE sequence = "
            + LATEST,
        sequence,
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
        observation.contentHash(),
        accepted.campaign(),
        accepted.run().value(),
        observation.aliquot());
  }

  void ended(RunEvent.RampEnded ended, Instant at) throws SQLException {
    writer.update(
        "UPDATE runs SET ended_at = ?, reason = ? WHERE sequence = " + RUN,
        at,
        ended.reason(),
        ended.campaign(),
        ended.run().value());
  }
}
