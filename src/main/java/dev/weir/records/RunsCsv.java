package dev.weir.records;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.SteadyState;
import dev.weir.flow.FeedName;
import dev.weir.units.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Runs as comma-separated values (RFC 4180), the units in the names of the columns; what a run
 * lacks is an empty cell. When a run has a ramp, there is a column more, and a line for each
 * aliquot after that of the steady state.
 */
public final class RunsCsv {
  private static final List<String> CONDITIONS =
      List.of(
          "f10_mol_per_mol",
          "residence_time_s",
          "temperature_degC",
          "total_monomer_mol_per_L",
          "initiator_mol_per_L");

  /** Place of the column behind campaign and run. */
  private static final int AFTER_RUN = 2;

  private RunsCsv() {}

  /** Writes a header and one line for each run. */
  public static void write(List<RunRecord> runs, Appendable out) throws IOException {
    SortedSet<FeedName> feeds = new TreeSet<>();
    runs.forEach(
        run ->
            run.observation().ifPresent(observation -> feeds.addAll(observation.used().keySet())));
    boolean ramps = runs.stream().anyMatch(run -> !run.aliquots().isEmpty());
    line(withAliquot(header(feeds), "aliquot", ramps), out);
    for (RunRecord run : runs) {
      line(withAliquot(cells(run, feeds), "1", ramps), out);
      for (RunRecord.AliquotRecord aliquot : run.aliquots()) {
        line(
            withAliquot(
                cells(ofAliquot(run, aliquot), feeds), Integer.toString(aliquot.number()), true),
            out);
      }
    }
  }

  /** An aliquot as if it were a run. */
  private static RunRecord ofAliquot(RunRecord run, RunRecord.AliquotRecord aliquot) {
    RunRecord.State state =
        switch (aliquot.state()) {
          case DRAWN -> RunRecord.State.RUNNING;
          case ACCEPTED -> RunRecord.State.ACCEPTED;
          case VOID -> RunRecord.State.VOID;
        };
    return new RunRecord(
        run.campaign(),
        run.number(),
        state,
        run.startedAt(),
        run.endedAt(),
        aliquot.observation().map(Observation::requested).orElse(run.requested()),
        run.setpoints(),
        run.steadyState(),
        aliquot.observation(),
        run.proposal(),
        aliquot.reason(),
        run.phases(),
        List.of());
  }

  /** Puts the number of the aliquot behind that of the run. */
  private static List<String> withAliquot(List<String> cells, String aliquot, boolean ramps) {
    if (!ramps) {
      return cells;
    }
    List<String> more = new ArrayList<>(cells);
    more.add(AFTER_RUN, aliquot);
    return more;
  }

  private static List<String> header(SortedSet<FeedName> feeds) {
    List<String> names =
        new ArrayList<>(List.of("campaign", "run", "state", "started_at", "ended_at"));
    CONDITIONS.forEach(name -> names.add("requested_" + name));
    CONDITIONS.forEach(name -> names.add("achieved_" + name));
    names.addAll(
        List.of(
            "conversion1_mol_per_mol",
            "conversion1_deviation_mol_per_mol",
            "conversion2_mol_per_mol",
            "conversion2_deviation_mol_per_mol",
            "copolymer_composition_F1_mol_per_mol",
            "copolymer_composition_F1_deviation_mol_per_mol",
            "conversion_mol_per_mol",
            "conversion_deviation_mol_per_mol",
            "steady_state_proven",
            "washout_mol_per_mol",
            "waited_s",
            "sample",
            "sampled_at"));
    feeds.forEach(feed -> names.add("used_" + feed + "_uL"));
    names.addAll(List.of("proposal_source", "content_hash", "reason"));
    return names;
  }

  private static List<String> cells(RunRecord run, SortedSet<FeedName> feeds) {
    Optional<Observation> observation = run.observation();
    Optional<Outcome> outcome = observation.map(Observation::outcome);
    Optional<SteadyState> steady = observation.map(Observation::steadyState).or(run::steadyState);
    List<String> cells = new ArrayList<>();
    cells.add(text(run.campaign()));
    cells.add(Integer.toString(run.number()));
    cells.add(run.state().name());
    cells.add(run.startedAt().toString());
    cells.add(cell(run.endedAt()));
    cells.addAll(cells(Optional.of(run.requested())));
    cells.addAll(cells(observation.map(Observation::achieved)));
    cells.add(cell(outcome.map(o -> o.conversion1().value())));
    cells.add(cell(outcome.map(o -> o.conversion1().standardDeviation())));
    cells.add(cell(outcome.map(o -> o.conversion2().value())));
    cells.add(cell(outcome.map(o -> o.conversion2().standardDeviation())));
    cells.add(cell(outcome.map(Outcome::copolymerComposition)));
    cells.add(cell(outcome.map(Outcome::copolymerCompositionDeviation)));
    cells.add(cell(outcome.map(Outcome::conversion)));
    cells.add(cell(outcome.map(Outcome::conversionDeviation)));
    cells.add(cell(steady.map(SteadyState::proven)));
    cells.add(cell(steady.map(SteadyState::washout)));
    cells.add(cell(observation.map(o -> o.waited().seconds())));
    cells.add(cell(observation.map(Observation::sample)));
    cells.add(cell(observation.map(Observation::sampledAt)));
    for (FeedName feed : feeds) {
      cells.add(cell(observation.map(o -> o.used().getOrDefault(feed, Volume.ZERO).microlitres())));
    }
    cells.add(cell(run.proposal().map(proposal -> proposal.source().name())));
    cells.add(observation.map(o -> text(o.contentHash())).orElse(""));
    cells.add(text(run.reason()));
    return cells;
  }

  private static List<String> cells(Optional<Conditions> conditions) {
    return List.of(
        cell(conditions.map(c -> c.feedComposition().value())),
        cell(conditions.map(c -> c.residenceTime().seconds())),
        cell(conditions.map(c -> c.temperature().celsius())),
        cell(conditions.map(c -> c.totalMonomer().molesPerLitre())),
        cell(conditions.map(c -> c.initiator().molesPerLitre())));
  }

  private static String cell(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  /** Text of people and devices: quoted, and never taken for a formula by a spreadsheet. */
  private static String text(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static void line(List<String> cells, Appendable out) throws IOException {
    out.append(String.join(",", cells)).append("\r\n");
  }
}
