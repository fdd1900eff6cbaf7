package dev.weir.materials.generate;

import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Fulfils one request: substitutes elements of known formulas until there are enough that pass.
 *
 * <p>The last substitution of a formula weighs all elements at once ({@link OpenSlot}). The sum of
 * the weights is how many formulas are made of that slot on average, so that formulas come as often
 * as if substitutes had been drawn blindly and the critic had thrown most of them away; all sums
 * are multiplied such that a slot gives one. When too little weight is left because most of what is
 * plausible is spent, the critics become more lenient, step by step, and from some leniency on
 * formulas made before become parents as well. Owned by one thread.
 */
final class GenerationRun {
  /** Slots that are weighed between two looks at how the work goes on. */
  private static final int WINDOW = 4096;

  private static final double LENIENCY_STEP = 0.25;

  /** With so many times less weight than is wanted, leniency grows in larger steps. */
  private static final double HURRY = 4.0;

  private static final double HURRIED_STEP = 1.0;
  private static final double MOST_LENIENCY = 16.0;

  /** With so many times more weight than is wanted, leniency falls again. */
  private static final double ENOUGH = 3.0;

  /**
   * From this leniency on, formulas made before become parents as well, which leads ever further
   * from the known ones: the chance grows with leniency towards the largest.
   */
  private static final double SETTLED = 4.0;

  private static final double RESTLESSNESS = 0.15;
  private static final double MOST_WANDERING = 0.9;

  /** Energies within this distance of the target tell whether the aim is right, in eV/atom. */
  private static final double NEAR = 0.5;

  /** The share of the mean miss by which the aim is corrected after each window. */
  private static final double CORRECTION = 0.3;

  private static final double FARTHEST_AIM = 0.5;

  /** Formulas that one weighed slot is to give on average, and most of them. */
  private static final double YIELD = 1.0;

  private static final double MOST_MULTIPLE = 50.0;

  /** With less weight for a slot, on average, the critics become more lenient. */
  private static final double LEAST_WEIGHT = 0.04;

  /**
   * The run ends when this many windows in turn have together given fewer formulas than windows.
   */
  private static final int PATIENCE = 100;

  /**
   * The run also ends when formulas come too rarely: windows for each that is wanted, and in all.
   */
  private static final double WINDOWS_FOR_EACH = 50.0 / WINDOW;

  private static final int LEAST_WINDOWS = 4000;

  private final GenerationRequest request;
  private final Stoichiometries stoichiometries;
  private final Parents parents;
  private final double offset;
  private final PlausibilityCritic critic;
  private final long[] alike;
  private final Slots wanted = new Slots();
  private final QuickEnergy energy;
  private final EnergyGuess guess;
  private final EnergyAcceptance acceptance;
  private final SplittableRandom random;
  private final double target;
  private final Draft draft;
  private final OpenSlot openSlot;

  /** A required element of which nothing is known. */
  private final Optional<Element> unknown;

  private final Slots slots = new Slots();
  private final CodeSet made = new CodeSet();
  private final Rests spent;
  private final ElementBits tried = new ElementBits();
  private final long[] codes;
  private final long[] from;
  private final double[] estimates;
  private int count;
  private long asked;
  private long far;
  private double lastWeight;
  private double leniency;
  private double multiple = 1.0;

  /** The chance that a formula made before becomes a parent. */
  private double wandering;

  /** The energy at which parents and substitutes are looked for, so that the target comes out. */
  private double aim;

  private double offSum;
  private int offCount;

  /** What all runs of a generator share; {@code known} are not to be changed. */
  record Ground(
      Stoichiometries stoichiometries,
      Substitutions substitutions,
      Rests known,
      EnergyGuess guess,
      EnergyPredictor predictor,
      Optional<ChargeBalance> balance) {}

  GenerationRun(
      Ground ground,
      Parents parents,
      long[] alike,
      Guide guide,
      GenerationRequest request,
      SplittableRandom random) {
    this.request = request;
    this.stoichiometries = ground.stoichiometries();
    this.parents = parents;
    this.offset = guide.offset();
    this.critic = guide.critic().copy();
    this.alike = alike;
    this.energy = ground.predictor().quick();
    this.random = random;
    this.target = request.target().electronvoltsPerAtom();
    this.aim = target;
    this.acceptance = new EnergyAcceptance(target);
    this.spent = ground.known().copy();
    this.unknown =
        request.required().stream()
            .filter(element -> !ground.predictor().elements().contains(element))
            .sorted()
            .findFirst();
    ElementBits allowed = new ElementBits();
    for (Element element : ground.predictor().elements()) {
      if (!request.excluded().contains(element)) {
        allowed.add(element.atomicNumber());
      }
    }
    this.draft = new Draft(ground.substitutions(), allowed, request, random);
    ChargeRule rule = new ChargeRule(request.rule(), ground.balance());
    this.guess = guide.guess().copy();
    this.openSlot = new OpenSlot(ground.substitutions(), critic, guess, rule, spent, allowed);
    this.codes = new long[request.count()];
    this.from = new long[request.count()];
    this.estimates = new double[request.count()];
  }

  /** Makes formulas until there are enough, or the request leaves no more room. */
  GenerationRun run() {
    int tedious = 0;
    int before = 0;
    double limit = Math.max(LEAST_WINDOWS, WINDOWS_FOR_EACH * request.count());
    for (int done = 0;
        done < limit && count < request.count() && tedious < PATIENCE && isPossible();
        done++) {
      if (tedious == 0) {
        before = count;
      }
      window();
      tedious++;
      if (count - before >= tedious) {
        tedious = 0;
      }
    }
    return this;
  }

  private boolean isPossible() {
    return !parents.isEmpty() && unknown.isEmpty();
  }

  private void window() {
    double weight = 0.0;
    int weighed = 0;
    while (weighed < WINDOW && count < request.count()) {
      weight += substitute();
      weighed++;
    }
    double mean = weight / weighed;
    lastWeight = mean;
    multiple = Math.min(MOST_MULTIPLE, YIELD / Math.max(1e-9, mean));
    if (mean < LEAST_WEIGHT && leniency < MOST_LENIENCY) {
      leniency += mean < LEAST_WEIGHT / HURRY ? HURRIED_STEP : LENIENCY_STEP;
    } else if (mean > LEAST_WEIGHT * ENOUGH && leniency > 0.0) {
      leniency -= LENIENCY_STEP;
    }
    wandering =
        MOST_WANDERING * (1.0 - Math.exp(-RESTLESSNESS * Math.max(0.0, leniency - SETTLED)));
    if (offCount > 0) {
      aim -= CORRECTION * offSum / offCount;
      aim = Math.max(target - FARTHEST_AIM, Math.min(target + FARTHEST_AIM, aim));
      offSum = 0.0;
      offCount = 0;
    }
  }

  /** Makes formulas of a parent; returns how many single ones were expected. */
  private double substitute() {
    boolean further = count > 0 && random.nextDouble() < wandering;
    int place = further ? random.nextInt(count) : -1;
    long origin = further ? from[place] : parents.draw(aim, random);
    stoichiometries.load(further ? codes[place] : origin, slots);
    int open = draft.open(slots);
    if (open < 0) {
      return 0.0;
    }
    float total = openSlot.weigh(slots, open, leniency, target - offset);
    int copies = (int) (multiple * total + random.nextDouble());
    tried.clear();
    for (int copy = 0; copy < copies && count < request.count(); copy++) {
      int element = openSlot.draw(random);
      if (!tried.has(element)) {
        tried.add(element);
        slots.elements[open] = element;
        consider(origin);
      }
    }
    return total;
  }

  private void consider(long parent) {
    long code = Stoichiometries.code(slots);
    if (made.contains(code)) {
      return;
    }
    asked++;
    double unshifted = energy.of(slots);
    guess.learn(slots, unshifted);
    double estimate = unshifted + offset;
    if (Math.abs(estimate - target) >= EnergyAcceptance.REACH) {
      spent.spend(slots);
      far++;
    }
    if (Math.abs(estimate - target) < NEAR) {
      offSum += estimate - target;
      offCount++;
    }
    if (random.nextDouble() < acceptance.chance(estimate)) {
      made.add(code);
      spent.spend(slots);
      codes[count] = code;
      from[count] = parent;
      estimates[count] = estimate;
      count++;
      if (alike.length > 0) {
        stoichiometries.load(alike[random.nextInt(alike.length)], wanted);
        critic.learn(slots, wanted, count);
      }
    }
  }

  /** Returns the guess of energies, with what it has learned by the way. */
  EnergyGuess guess() {
    return guess;
  }

  /** Returns the numbers of the formulas. */
  long[] codes() {
    return Arrays.copyOf(codes, count);
  }

  /** Returns the formulas. */
  Generation generation() {
    Candidate[] candidates = new Candidate[count];
    for (int i = 0; i < count; i++) {
      candidates[i] =
          new Candidate(
              stoichiometries.formula(codes[i]),
              estimates[i],
              Optional.of(stoichiometries.formula(from[i])));
    }
    return new Generation(List.of(candidates), asked, shortfall());
  }

  /** Returns why there are fewer formulas than were asked for, if there are. */
  Optional<String> shortfall() {
    if (count == request.count()) {
      return Optional.empty();
    }
    if (unknown.isPresent()) {
      return unknown.map("no known formula holds %s"::formatted);
    }
    if (parents.isEmpty()) {
      return Optional.of("no known formula has the wanted number of elements");
    }
    String seen =
        "%d formulas were tried, of which %d lay %.2f eV/atom or more from the target"
            .formatted(asked, far, EnergyAcceptance.REACH);
    return Optional.of(
        lastWeight < LEAST_WEIGHT
            ? "the substitutions that fit the request are spent: " + seen
            : "formulas of this energy have become too rare: " + seen);
  }
}
