package dev.weir.campaign;

import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.optimize.stop.StopTerm;
import dev.weir.units.Decimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a campaign file says of the search, as names and texts with units. Pure. */
final class CampaignSettings {
  private CampaignSettings() {}

  static SortedMap<String, String> of(CampaignDescription description) {
    SortedMap<String, String> settings = new TreeMap<>();
    Objective objective = description.objective();
    settings.put("objective target", molar(objective.target().value()));
    settings.put("objective tolerance", molar(objective.tolerance()));
    settings.put("objective conversion floor", molar(objective.conversionFloor()));
    settings.put("initiator", description.initiator().text());
    settings.put("budget", description.budget() + " runs");
    settings.put("initial design", description.initialDesign() + " runs");
    settings.put("confirmations", Integer.toString(description.confirmations()));
    settings.put("method", description.method().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    for (StopTerm term : description.stopTerms()) {
      settings.put("stop " + term.getClass().getSimpleName().toLowerCase(Locale.ROOT), shown(term));
    }
    SearchSpace space = description.space();
    for (SearchSpace.Variable variable : space.variables()) {
      settings.put(
          "search " + variable.quantity().word(),
          "%s to %s %s in steps of %s"
              .formatted(
                  Decimal.shortest(variable.low()),
                  Decimal.shortest(variable.high()),
                  variable.quantity().unit(),
                  Decimal.shortest(variable.step())));
    }
    settings.put("search fixed", space.fixed().toString());
    description
        .ramp()
        .ifPresent(
            ramp ->
                settings.put(
                    "ramp",
                    "up to %d aliquots within %s residence times or more"
                        .formatted(ramp.aliquots(), Decimal.shortest(ramp.residenceTimes()))));
    return settings;
  }

  /**
   * Returns what keeps one description from taking another's place while the daemon runs; empty
   * when it may.
   */
  static Optional<String> whyNotDuringACampaign(
      CampaignDescription present, CampaignDescription other) {
    record Part(String name, Object present, Object other) {}
    return List.of(
            new Part("name", present.name(), other.name()),
            new Part("monomer_1", present.monomer1(), other.monomer1()),
            new Part("monomer_2", present.monomer2(), other.monomer2()),
            new Part("initiator", present.initiator(), other.initiator()),
            new Part("start", present.start(), other.start()),
            new Part("after_restart", present.afterRestart(), other.afterRestart()))
        .stream()
        .filter(part -> !part.present().equals(part.other()))
        .findFirst()
        .map(
            part ->
                "%s cannot change while the daemon runs: it is %s, the file says %s"
                    .formatted(part.name(), part.present(), part.other()));
  }

  /** Returns each change in a few words. */
  static List<String> changes(SortedMap<String, String> before, SortedMap<String, String> now) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      String old = before.getOrDefault(name, "nothing");
      String fresh = now.getOrDefault(name, "nothing");
      if (!old.equals(fresh)) {
        changes.add("%s: %s, was %s".formatted(name, fresh, old));
      }
    }
    return changes;
  }

  private static String shown(StopTerm term) {
    return switch (term) {
      case StopTerm.Confirmed(int repeats) -> "after %d repeats".formatted(repeats);
      case StopTerm.Surely(double probability) -> molar(probability);
      case StopTerm.RunsUsed(int most) -> most + " runs";
      case StopTerm.TimeUsed(Duration most) -> most.toSeconds() + " s";
      case StopTerm.Stalled(int runs, double least) ->
          "%s in %d runs".formatted(molar(least), runs);
      case StopTerm.Worth(double least, int inARow) ->
          "%s, %d in a row".formatted(molar(least), inARow);
      case StopTerm.Hopeless(double probability, int leastRuns) ->
          "%s after %d runs".formatted(molar(probability), leastRuns);
    };
  }

  private static String molar(double value) {
    return Decimal.shortest(value) + " mol/mol";
  }
}
