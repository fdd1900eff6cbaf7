package dev.weir.app.laboratory;

import dev.weir.app.learning.Learners;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.BadDataException;
import dev.weir.campaign.CampaignDescription.Method;
import dev.weir.campaign.CampaignTerms;
import dev.weir.campaign.EarlierCampaigns;
import dev.weir.campaign.ProposerSource;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Observation;
import dev.weir.journal.Entry;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.UnreadableTable;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.mechanistic.KineticPredictor;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.optimize.GaussianProcessProposer;
import dev.weir.optimize.Proposer;
import dev.weir.optimize.RandomProposer;
import dev.weir.optimize.TakenPredictor;
import dev.weir.optimize.copolymer.CopolymerSystem;
import dev.weir.optimize.copolymer.EarlierCampaign;
import dev.weir.optimize.copolymer.GreyBoxProposer;
import dev.weir.optimize.copolymer.KineticBelief;
import dev.weir.optimize.copolymer.LayerKind;
import dev.weir.optimize.copolymer.LearntBelief;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The proposers of one campaign, each starting from the literature, from earlier campaigns of the
 * journal, and from the registry's live predictor. A predictor that learnt runs of this campaign is
 * trained again without them: the proposer learns them itself. Of a large table a part is learnt,
 * see {@link #MOST_RUNS}. The last predictor that was asked for is kept. Any thread, one at a time.
 */
public final class LearntProposers implements ProposerSource {
  /** Learnt within a second; a job's child learns all. */
  private static final int MOST_RUNS = 400;

  private final CampaignTerms terms;
  private final CopolymerSystem system;
  private final List<EarlierCampaign> earlier;
  private final Optional<PredictorFolder> predictors;
  private Optional<Believed> last = Optional.empty();

  /** What earlier campaigns taught; found with the first proposal, for it takes a while. */
  private Optional<List<KineticBelief>> taught = Optional.empty();

  /**
   * The proposers of a campaign.
   *
   * @param campaign its name
   * @param terms what its proposals depend on
   * @param history everything in the journal when the daemon started
   * @param predictors the registry; empty where none is kept
   */
  public LearntProposers(
      String campaign,
      CampaignTerms terms,
      List<Entry> history,
      Optional<PredictorFolder> predictors) {
    this.terms = terms;
    this.predictors = predictors;
    system = new CopolymerSystem(terms.monomer1(), terms.monomer2(), terms.initiator());
    earlier = EarlierCampaigns.of(campaign, terms.initiator(), history);
  }

  /** A predictor of the registry, trained, with what the journal shall say of it. */
  private record Believed(TakenPredictor.Live taken, KineticBelief belief) {}

  @Override
  public Equipped live(List<Observation> own) {
    return equipped(
        () -> {
          Optional<PredictorRecord> live = folder().registry().live();
          return believed(live.orElseThrow(() -> new BadDataException("none is live")), own);
        });
  }

  @Override
  public Equipped again(TakenPredictor taken, List<Observation> own) {
    return switch (taken) {
      case TakenPredictor.None _ -> new Equipped(taken, proposer(List.of()));
      case TakenPredictor.Live(int number, _, String hash, _, _) ->
          equipped(
              () ->
                  believed(
                      folder().registry().records().stream()
                          .filter(record -> record.number() == number)
                          .filter(record -> record.dataHash().equals(hash))
                          .findFirst()
                          .orElseThrow(
                              () ->
                                  new BadDataException(
                                      "predictor %d of %s is not in the registry any more"
                                          .formatted(number, hash))),
                      own));
    };
  }

  private PredictorFolder folder() {
    return predictors.orElseThrow(() -> new BadDataException("no registry is kept here"));
  }

  /** Finds a predictor, or says why there is none. */
  @FunctionalInterface
  private interface Search {
    Believed find();
  }

  private Equipped equipped(Search search) {
    if (terms.method() != Method.GREY_BOX) {
      return new Equipped(
          new TakenPredictor.None(
              "the method '%s' learns from this campaign's runs only"
                  .formatted(terms.method().name().toLowerCase(Locale.ROOT).replace('_', '-'))),
          proposer(List.of()));
    }
    try {
      Believed found = search.find();
      return new Equipped(found.taken(), proposer(List.of(found.belief())));
    } catch (BadDataException | UnreadableTable | MissingFeatures e) {
      return new Equipped(
          new TakenPredictor.None(String.valueOf(e.getMessage())), proposer(List.of()));
    }
  }

  private Believed believed(PredictorRecord record, List<Observation> own) {
    if (!record.kind().equals(Learners.KINETIC)) {
      throw new BadDataException(
          "predictor %d is live, but it is '%s', and proposals can start from '%s' only"
              .formatted(record.number(), record.kind(), Learners.KINETIC));
    }
    RunTable table = folder().table(record);
    List<LearningRun> others = table.runs().stream().filter(run -> !isOneOf(run, own)).toList();
    String name = "predictor %d".formatted(record.number());
    if (others.isEmpty()) {
      throw new BadDataException(
          "%s (%s) learnt nothing but runs of this campaign, which the proposer learns itself"
              .formatted(name, record.dataHash()));
    }
    List<LearningRun> known = bounded(others);
    TakenPredictor.Live taken =
        new TakenPredictor.Live(
            record.number(),
            record.kind(),
            record.dataHash(),
            known.size(),
            table.size() - others.size());
    if (last.map(Believed::taken).equals(Optional.of(taken))) {
      return last.orElseThrow();
    }
    try {
      KineticPredictor predictor =
          KineticPredictor.fit(new RunTable(table.origin(), known), record.seed());
      Believed found = new Believed(taken, LearntBelief.of(predictor, system, name));
      last = Optional.of(found);
      return found;
    } catch (MissingFeatures e) {
      throw new BadDataException("%s is live, but %s".formatted(name, e.getMessage()));
    }
  }

  /**
   * At most so many runs as do not burden the process that controls: the latest of this pair of
   * monomers, and of the others evenly taken ones.
   */
  private List<LearningRun> bounded(List<LearningRun> runs) {
    if (runs.size() <= MOST_RUNS) {
      return runs;
    }
    Set<SpeciesName> pair = Set.of(system.monomer1(), system.monomer2());
    List<LearningRun> ofThePair = runs.stream().filter(run -> isOf(pair, run)).toList();
    List<LearningRun> own =
        ofThePair.subList(Math.max(0, ofThePair.size() - MOST_RUNS), ofThePair.size());
    List<LearningRun> rest = runs.stream().filter(run -> !isOf(pair, run)).toList();
    int left = Math.min(rest.size(), MOST_RUNS - own.size());
    List<LearningRun> known = new ArrayList<>();
    for (int i = 0; i < left; i++) {
      known.add(rest.get((int) ((long) i * rest.size() / left)));
    }
    known.addAll(own);
    return List.copyOf(known);
  }

  private static boolean isOf(Set<SpeciesName> pair, LearningRun run) {
    return pair.contains(run.monomer1()) && pair.contains(run.monomer2());
  }

  private boolean isOneOf(LearningRun run, List<Observation> own) {
    return own.stream()
        .filter(
            observation -> {
              double f10 = observation.achieved().feedComposition().value();
              return f10 > 0.0 && f10 < 1.0;
            })
        .map(observation -> LearningRun.of(terms.monomer1(), terms.monomer2(), observation))
        .anyMatch(mine -> run.isSameAs(mine) || run.isSameAs(mine.swapped()));
  }

  private List<KineticBelief> taught() {
    if (taught.isEmpty()) {
      taught =
          Optional.of(
              earlier.stream().map(one -> one.belief(system, QuantumTable.SHIPPED)).toList());
    }
    return taught.get();
  }

  private Proposer proposer(List<KineticBelief> learnt) {
    GreyBoxProposer.Plan plan =
        GreyBoxProposer.Plan.standard(terms.initialDesign(), terms.confirmations(), system)
            .withRamp(terms.ramp());
    return switch (terms.method()) {
      case GREY_BOX -> {
        List<KineticBelief> further = new ArrayList<>(learnt);
        further.addAll(taught());
        yield new GreyBoxProposer(plan.withBeliefs(further));
      }
      case GAUSSIAN_PROCESS ->
          new GaussianProcessProposer(terms.initialDesign(), terms.confirmations());
      case PLAIN -> new GreyBoxProposer(plan.withKinds(EnumSet.of(LayerKind.PLAIN)));
      case RANDOM -> new RandomProposer();
    };
  }
}
