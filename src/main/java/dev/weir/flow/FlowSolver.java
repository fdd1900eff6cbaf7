package dev.weir.flow;

import dev.weir.chemistry.Recipe;
import dev.weir.chemistry.SpeciesName;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Recipe to flow rates and back, for any stocks and up to {@link #MOST_FEEDS} feeds.
 *
 * <p>Idea: with x the share of each feed in the total flow, the inlet concentrations are linear in
 * x and the shares add up to one; solvent feeds fill what the stocks leave. A pump rests or runs
 * between its lowest and its highest flow. The sets of running feeds are tried from small to large,
 * earlier feeds first, and the first set that makes the recipe is taken: as few pumps as possible,
 * and the same answer every time. Where a set leaves a choice, the highest load of any pump, as a
 * share of its highest flow, is made least.
 *
 * <p>A species that the recipe does not list must not enter: feeds that carry it rest.
 */
public final class FlowSolver {
  /** Limit on the number of feeds: the number of sets doubles with each. */
  public static final int MOST_FEEDS = 12;

  private FlowSolver() {}

  /**
   * Returns the flow of every feed that makes a recipe at a total flow, or the reason why none
   * does.
   *
   * @param feeds every feed, each name once, at most {@link #MOST_FEEDS}; when two sets of feeds
   *     do, the earlier feeds run
   * @param total flow of all feeds together
   * @throws IllegalArgumentException when there are too many feeds or two have one name
   */
  public static FlowSolution solve(List<Feed> feeds, Recipe recipe, FlowRate total) {
    check(feeds);
    if (total.microlitresPerMinute() <= 0.0) {
      return new FlowSolution.Infeasible(
          "total flow must be above 0 µL/min, was %s".formatted(total));
    }
    Set<SpeciesName> wanted = wanted(recipe);
    List<Feed> usable = feeds.stream().filter(feed -> wanted.containsAll(carried(feed))).toList();
    Optional<String> missing = missing(feeds, usable, recipe, wanted);
    if (missing.isPresent()) {
      return new FlowSolution.Infeasible(missing.get());
    }
    MixingProblem problem = new MixingProblem(usable, recipe, List.copyOf(wanted), total);
    return switch (problem.solve()) {
      case MixingProblem.Shares(double[] shares) ->
          new FlowSolution.Feasible(flows(feeds, usable, shares, total));
      case MixingProblem.Impossible(String reason) -> new FlowSolution.Infeasible(reason);
    };
  }

  /**
   * Returns the inlet concentrations that given flows make, of every species that a feed carries;
   * nothing when nothing flows.
   *
   * @param flows of the feeds; a feed that is not listed rests
   * @throws IllegalArgumentException when a flow belongs to no feed
   */
  public static Optional<Recipe> achieved(SortedMap<FeedName, FlowRate> flows, List<Feed> feeds) {
    check(feeds);
    Set<FeedName> strange = new TreeSet<>(flows.keySet());
    feeds.forEach(feed -> strange.remove(feed.name()));
    if (!strange.isEmpty()) {
      throw new IllegalArgumentException("no feed named " + strange);
    }
    double total = 0.0;
    for (FlowRate flow : flows.values()) {
      total += flow.microlitresPerMinute();
    }
    if (total <= 0.0) {
      return Optional.empty();
    }
    SortedMap<SpeciesName, Double> amounts = new TreeMap<>();
    for (Feed feed : feeds) {
      double flow = flows.getOrDefault(feed.name(), FlowRate.ZERO).microlitresPerMinute();
      feed.stock()
          .forEach(
              (species, stock) ->
                  amounts.merge(species, flow * stock.molesPerLitre(), Double::sum));
    }
    SortedMap<SpeciesName, Concentration> inlet = new TreeMap<>();
    for (Map.Entry<SpeciesName, Double> amount : amounts.entrySet()) {
      inlet.put(amount.getKey(), new Concentration(amount.getValue() / total));
    }
    return Optional.of(new Recipe(inlet));
  }

  private static void check(Collection<Feed> feeds) {
    if (feeds.size() > MOST_FEEDS) {
      throw new IllegalArgumentException(
          "at most %s feeds, were %s".formatted(MOST_FEEDS, feeds.size()));
    }
    Set<FeedName> names = new TreeSet<>();
    for (Feed feed : feeds) {
      if (!names.add(feed.name())) {
        throw new IllegalArgumentException("two feeds are named " + feed.name());
      }
    }
  }

  private static SortedSet<SpeciesName> wanted(Recipe recipe) {
    SortedSet<SpeciesName> wanted = new TreeSet<>();
    recipe
        .inlet()
        .forEach(
            (species, concentration) -> {
              if (concentration.molesPerLitre() > 0.0) {
                wanted.add(species);
              }
            });
    return wanted;
  }

  private static SortedSet<SpeciesName> carried(Feed feed) {
    SortedSet<SpeciesName> carried = new TreeSet<>();
    feed.stock()
        .forEach(
            (species, concentration) -> {
              if (concentration.molesPerLitre() > 0.0) {
                carried.add(species);
              }
            });
    return carried;
  }

  /** Says which species no usable feed carries, when there is one. */
  private static Optional<String> missing(
      List<Feed> feeds, List<Feed> usable, Recipe recipe, Set<SpeciesName> wanted) {
    for (SpeciesName species : wanted) {
      if (usable.stream().anyMatch(feed -> carried(feed).contains(species))) {
        continue;
      }
      String asked =
          "recipe asks for %s %s, but "
              .formatted(
                  recipe.inlet().getOrDefault(species, new Concentration(0.0)).print(), species);
      List<String> mixed = new ArrayList<>();
      for (Feed feed : feeds) {
        SortedSet<SpeciesName> others = carried(feed);
        if (others.remove(species)) {
          others.removeAll(wanted);
          mixed.add(
              "feed %s also carries %s, of which it asks none".formatted(feed.name(), others));
        }
      }
      return Optional.of(
          asked + (mixed.isEmpty() ? "no feed carries it" : String.join("; ", mixed)));
    }
    return Optional.empty();
  }

  private static SortedMap<FeedName, FlowRate> flows(
      List<Feed> feeds, List<Feed> usable, double[] shares, FlowRate total) {
    SortedMap<FeedName, FlowRate> flows = new TreeMap<>();
    feeds.forEach(feed -> flows.put(feed.name(), FlowRate.ZERO));
    for (int i = 0; i < shares.length; i++) {
      flows.put(usable.get(i).name(), new FlowRate(shares[i] * total.microlitresPerMinute()));
    }
    return flows;
  }
}
