package dev.weir.app.laboratory;

import dev.weir.campaign.CampaignStatus;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.units.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A campaign as flat names and numbers, units in the names, in the order in which they are written
 * to JSON.
 */
public final class CampaignReport {
  private static final double MICROLITRES_PER_MILLILITRE = 1e3;

  private CampaignReport() {}

  public static Map<String, Object> of(CampaignStatus status, long seed) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("campaign", status.name());
    report.put("monomer_1", status.monomer1());
    report.put("monomer_2", status.monomer2());
    report.put("seed", seed);
    report.put("state", status.state().name().toLowerCase(Locale.ROOT));
    report.put("reason", status.stateReason());
    report.put("target_copolymer_composition_mol_per_mol", status.objective().target().value());
    report.put("tolerance_mol_per_mol", status.objective().tolerance());
    report.put("conversion_floor_mol_per_mol", status.objective().conversionFloor());
    report.put("budget_runs", status.budget());
    report.put("started_runs", status.started());
    report.put("accepted_runs", status.accepted());
    report.put("voided_runs", status.voided());
    report.put("best_run", status.best().map(run -> (Object) run.value()).orElse("none"));
    report.put("runs", runs(status));
    return report;
  }

  private static List<Map<String, Object>> runs(CampaignStatus status) {
    List<Map<String, Object>> runs = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (Observation observation : status.observations()) {
      double loss = status.objective().loss(observation.outcome());
      best = Math.min(best, loss);
      Map<String, Object> run = run(observation);
      run.put("loss_mol_per_mol", loss);
      run.put("best_so_far_loss_mol_per_mol", best);
      run.put("objective_reached", status.objective().isReachedBy(observation.outcome()));
      runs.add(run);
    }
    return runs;
  }

  private static Map<String, Object> run(Observation observation) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("run", observation.run().value());
    observation
        .ramp()
        .ifPresent(
            ramp -> {
              run.put("aliquot", ramp.number());
              run.put("residence_time_deviation_s", ramp.ageDeviation().seconds());
              run.put("steady_residence_time_deviation_s", ramp.steadyAgeDeviation().seconds());
              run.put("added_conversion_1_deviation_mol_per_mol", ramp.addedDeviation1());
              run.put("added_conversion_2_deviation_mol_per_mol", ramp.addedDeviation2());
            });
    run.put("started_at", observation.startedAt().toString());
    run.put("sampled_at", observation.sampledAt().toString());
    put(run, "requested", observation.requested());
    put(run, "achieved", observation.achieved());
    Outcome outcome = observation.outcome();
    run.put("conversion_1_mol_per_mol", outcome.conversion1().value());
    run.put("conversion_1_deviation_mol_per_mol", outcome.conversion1().standardDeviation());
    run.put("conversion_2_mol_per_mol", outcome.conversion2().value());
    run.put("conversion_2_deviation_mol_per_mol", outcome.conversion2().standardDeviation());
    run.put("copolymer_composition_mol_per_mol", outcome.copolymerComposition());
    run.put("copolymer_composition_deviation_mol_per_mol", outcome.copolymerCompositionDeviation());
    run.put("conversion_mol_per_mol", outcome.conversion());
    run.put("conversion_deviation_mol_per_mol", outcome.conversionDeviation());
    run.put("steady_state_proven", observation.steadyState().proven());
    run.put("steady_state_washout_mol_per_mol", observation.steadyState().washout());
    run.put(
        "steady_state_temperature_slope_kelvins_per_minute",
        observation.steadyState().temperatureSlopeKelvinsPerMinute());
    run.put(
        "steady_state_temperature_deviation_kelvins",
        observation.steadyState().temperatureDeviationKelvins());
    run.put(
        "steady_state_pressure_slope_bars_per_minute",
        observation.steadyState().pressureSlopeBarsPerMinute());
    run.put(
        "steady_state_pressure_deviation_bars", observation.steadyState().pressureDeviationBars());
    run.put("steady_state_verdict", observation.steadyState().reason());
    run.put("waited_s", observation.waited().seconds());
    double total = 0.0;
    for (var used : observation.used().entrySet()) {
      Volume volume = used.getValue();
      total += volume.microlitres();
      run.put(
          "used_" + used.getKey().text().replace('-', '_') + "_mL",
          volume.microlitres() / MICROLITRES_PER_MILLILITRE);
    }
    run.put("used_total_mL", total / MICROLITRES_PER_MILLILITRE);
    return run;
  }

  private static void put(Map<String, Object> run, String prefix, Conditions conditions) {
    run.put(prefix + "_feed_composition_mol_per_mol", conditions.feedComposition().value());
    run.put(prefix + "_residence_time_s", conditions.residenceTime().seconds());
    run.put(prefix + "_temperature_celsius", conditions.temperature().celsius());
    run.put(prefix + "_total_monomer_mol_per_litre", conditions.totalMonomer().molesPerLitre());
    run.put(prefix + "_initiator_mol_per_litre", conditions.initiator().molesPerLitre());
  }
}
