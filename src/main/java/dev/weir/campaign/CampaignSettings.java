package dev.weir.campaign;

import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.units.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    return settings;
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

  private static String molar(double value) {
    return Decimal.shortest(value) + " mol/mol";
  }
}
