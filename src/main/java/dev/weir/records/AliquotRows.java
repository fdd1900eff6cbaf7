package dev.weir.records;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunEvent;
import java.sql.SQLException;
import java.time.Instant;

/** Writes what the events of a ramp mean into the table of aliquots. Pure but for its writer. */
record AliquotRows(Writer writer) {
  private static final String RUN =
      "(SELECT MAX(sequence) FROM runs WHERE campaign = ? AND number = ?)";

  /** Runs one statement. */
  @FunctionalInterface
  interface Writer {
    void update(String sql, Object... parameters) throws SQLException;
  }

  void drawn(RunEvent.AliquotDrawn drawn, Instant at) throws SQLException {
    writer.update(
        "INSERT INTO aliquots (run_sequence, number, state, reason, sample, drawn_at, intended_residence_time_s)"
            + " SELECT MAX(sequence), ?, 'DRAWN', '', ?, ?, ? FROM runs WHERE campaign = ? AND number = ?"
            + " HAVING MAX(sequence) IS NOT NULL",
        drawn.aliquot(),
        drawn.sample().text(),
        at,
        drawn.intended().seconds(),
        drawn.campaign(),
        drawn.run().value());
  }

  void voided(RunEvent.AliquotVoided voided) throws SQLException {
    writer.update(
        "INSERT INTO aliquots (run_sequence, number, state, reason)"
            + " SELECT MAX(r.sequence), ?, 'VOID', '' FROM runs r WHERE r.campaign = ? AND r.number = ?"
            + " AND NOT EXISTS (SELECT 1 FROM aliquots a WHERE a.run_sequence = "
            + RUN
            + " AND a.number = ?) HAVING MAX(r.sequence) IS NOT NULL",
        voided.aliquot(),
        voided.campaign(),
        voided.run().value(),
        voided.campaign(),
        voided.run().value(),
        voided.aliquot());
    writer.update(
        "UPDATE aliquots SET state = 'VOID', reason = ? WHERE number = ? AND run_sequence = " + RUN,
        voided.reason(),
        voided.aliquot(),
        voided.campaign(),
        voided.run().value());
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
            + " WHERE number = ? AND run_sequence = "
            + RUN,
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
        observation.aliquot(),
        accepted.campaign(),
        accepted.run().value());
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
