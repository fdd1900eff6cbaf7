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
 * <p>The last substitution of a formula weighs all elements at once: the share of each as a
 * substitute times the chance that the critic accepts the formula with it. The sum of the weights
 * is how many formulas are made of that slot on average, so that formulas come as often as if
 * substitutes had been drawn blindly and the critic had thrown most of them away. When too many of
 * the formulas are repetitions the critics become more lenient, step by step. Owned by one thread.
 */
final class GenerationRun {
  /** Slots that are weighed between two looks at how the work goes on. */
  private static final int WINDOW = 4096;

  /** Repetitions for each formula whose energy is asked, above which a window is tedious. */
  private static final double TEDIUM = 1.0;

  /** A tedious window that gives fewer formulas makes the critics more lenient. */
  private static final int FEW = WINDOW / 50;

  /** Formulas that are kept in mind because they can never pass. */
  private static final int MOST_HOPELESS = 4_000_000;

  /** From this leniency on every element is a substitute for every other. */
  private static final double STRICT = 1.0;

  /** The share that each step of leniency beyond that adds to every substitute. */
  private static final double BREADTH = 1e-3;

  private static final double LENIENCY_STEP = 0.25;
  private static final double MOST_LENIENCY = 8.0;

  /** Energies within this distance of the target tell whether the aim is right, in eV/atom. */
  private static final double NEAR = 0.5;

  /** The share of the mean miss by which the aim is corrected after each window. */
  private static final double CORRECTION = 0.3;

  private static final double FARTHEST_AIM = 0.5;

  /** Formulas that one weighed slot is to give on average, and most of them. */
  private static final double YIELD = 1.0;

  private static final double MOST_MULTIPLE = 50.0;

  /** Below this yield the critics become more lenient. */
  private static final double LEAST_YIELD = 0.02;

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
  private final Substitutions substitutions;
  private final double offset;
  private final PlausibilityCritic critic;
  private final long[] alike;
  private final Slots wanted = new Slots();
  private final CodeSet known;
  private final EnergyGuess guess;
  private final QuickEnergy energy;
  private final ChargeRule rule;
  private final EnergyAcceptance acceptance;
  private final SplittableRandom random;
  private final double target;
  private final int[] required;
  private final float[] allowed = new float[PairSums.ROW];

  private final Slots slots = new Slots();
  private final float[] weights = new float[PairSums.ROW];
  private final float[] room = new float[PairSums.ROW];
  private final CodeSet made = new CodeSet();
  private final CodeSet hopeless = new CodeSet();
  private final long[] codes;
  private final long[] from;
  private final double[] estimates;
  private int count;
  private long tried;
  private long repeated;
  private long asked;
  private double leniency;
  private double multiple = 1.0;

  /** The energy at which parents and substitutes are looked for, so that the target comes out. */
  private double aim;

  private double offSum;
  private int offCount;

  /** What all runs of a generator share. */
  record Ground(
      Stoichiometries stoichiometries,
      Substitutions substitutions,
      CodeSet known,
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
    this.substitutions = ground.substitutions();
    this.offset = guide.offset();
    this.critic = guide.critic().copy();
    this.alike = alike;
    this.known = ground.known();
    this.guess = ground.guess();
    this.energy = ground.predictor().quick();
    this.rule = new ChargeRule(request.rule(), ground.balance());
    this.random = random;
    this.target = request.target().electronvoltsPerAtom();
    this.aim = target;
    this.acceptance = new EnergyAcceptance(target);
    this.required = request.required().stream().mapToInt(Element::atomicNumber).sorted().toArray();
    for (Element element : ground.predictor().elements()) {
      allowed[element.atomicNumber()] = request.excluded().contains(element) ? 0.0f : 1.0f;
    }
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
        done < limit && count < request.count() && tedious < PATIENCE && !parents.isEmpty();
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

  private void window() {
    double yield = 0.0;
    long repeatedBefore = repeated;
    long askedBefore = asked;
    int countBefore = count;
    for (int i = 0; i < WINDOW && count < request.count(); i++) {
      yield += substitute(parents.draw(aim, random));
    }
    double mean = yield / WINDOW;
    multiple = Math.min(MOST_MULTIPLE, YIELD / Math.max(1e-9, mean));
    boolean isTedious =
        repeated - repeatedBefore > TEDIUM * (asked - askedBefore) && count - countBefore < FEW;
    if ((isTedious || mean * multiple < LEAST_YIELD) && leniency < MOST_LENIENCY) {
      leniency += LENIENCY_STEP;
    }
    if (offCount > 0) {
      aim -= CORRECTION * offSum / offCount;
      aim = Math.max(target - FARTHEST_AIM, Math.min(target + FARTHEST_AIM, aim));
      offSum = 0.0;
      offCount = 0;
    }
  }

  /** Makes formulas of a parent; returns how many single ones were expected. */
  private double substitute(long parent) {
    stoichiometries.load(parent, slots);
    int fixed = require();
    for (int change = Substitutions.changes(random); change > 1; change--) {
      int slot = random.nextInt(slots.size);
      if ((fixed >> slot & 1) == 0) {
        blindly(slot);
        fixed |= 1 << slot;
      }
    }
    int last = last(fixed);
    if (last < 0) {
      return 0.0;
    }
    float total = weigh(last);
    int copies = (int) (multiple * total + random.nextDouble());
    if (copies > 0) {
      float sum = 0.0f;
      for (int b = 0; b < room.length; b++) {
        sum += weights[b];
        room[b] = sum;
      }
      for (int copy = 0; copy < copies && count < request.count(); copy++) {
        slots.elements[last] = drawn(sum);
        consider(parent);
      }
    }
    return total;
  }

  /** Puts required elements that are missing into slots; returns the bits of slots to be kept. */
  private int require() {
    int fixed = 0;
    for (int element : required) {
      for (int i = 0; i < slots.size; i++) {
        if (slots.elements[i] == element) {
          fixed |= 1 << i;
        }
      }
    }
    for (int element : required) {
      if (!slots.holds(element)) {
        int slot = random.nextInt(slots.size);
        while ((fixed >> slot & 1) == 1) {
          slot = (slot + 1) % slots.size;
        }
        slots.elements[slot] = element;
        fixed |= 1 << slot;
      }
    }
    return fixed;
  }

  private void blindly(int slot) {
    int drawn = substitutions.draw(slots.elements[slot], random);
    if (allowed[drawn] > 0.0f && !slots.holds(drawn)) {
      slots.elements[slot] = drawn;
    }
  }

  /**
   * Replaces what is excluded and chooses the slot that is weighed: one that holds an excluded
   * element if there is one. Negative when nothing may be changed or too much would have to be.
   */
  private int last(int fixed) {
    int last = -1;
    for (int i = 0; i < slots.size; i++) {
      if (allowed[slots.elements[i]] == 0.0f) {
        if ((fixed >> i & 1) == 1 || last >= 0) {
          blindly(i);
          if (allowed[slots.elements[i]] == 0.0f) {
            return -1;
          }
        } else {
          last = i;
        }
      }
    }
    if (last >= 0) {
      return last;
    }
    int free = slots.size - Integer.bitCount(fixed);
    if (free == 0) {
      return -1;
    }
    int wanted = random.nextInt(free);
    for (int i = 0; i < slots.size; i++) {
      if ((fixed >> i & 1) == 0) {
        if (wanted == 0) {
          return i;
        }
        wanted--;
      }
    }
    return -1;
  }

  /** Fills in the weights of all substitutes of a slot and returns their sum. */
  private float weigh(int slot) {
    float everywhere = (float) (BREADTH * Math.max(0.0, leniency - STRICT));
    float[] shares = substitutions.shares(slots.elements[slot]);
    for (int b = 0; b < weights.length; b++) {
      weights[b] = (shares[b] + everywhere) * allowed[b];
    }
    for (int i = 0; i < slots.size; i++) {
      weights[slots.elements[i]] = 0.0f;
    }
    critic.weigh(slots, slot, leniency, weights, room);
    guess.weigh(slots, slot, aim - offset, weights, room);
    return sum(weights);
  }

  /** Four sums side by side: a single one would wait for each addition. */
  private static float sum(float[] weights) {
    float one = 0.0f;
    float two = 0.0f;
    float three = 0.0f;
    float four = 0.0f;
    for (int b = 0; b < PairSums.ROW; b += 4) {
      one += weights[b];
      two += weights[b + 1];
      three += weights[b + 2];
      four += weights[b + 3];
    }
    return one + two + (three + four);
  }

  private int drawn(float sum) {
    float at = (float) random.nextDouble() * sum;
    int low = 0;
    int high = Element.LAST;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (room[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void consider(long parent) {
    tried++;
    long code = Stoichiometries.code(slots);
    if (known.contains(code) || hopeless.contains(code)) {
      return;
    }
    if (made.contains(code)) {
      repeated++;
      return;
    }
    if (!rule.holds(slots)) {
      forget(code);
      return;
    }
    asked++;
    double estimate = energy.of(slots) + offset;
    if (Math.abs(estimate - target) >= EnergyAcceptance.REACH) {
      forget(code);
    }
    if (Math.abs(estimate - target) < NEAR) {
      offSum += estimate - target;
      offCount++;
    }
    if (random.nextDouble() < acceptance.chance(estimate)) {
      made.add(code);
      codes[count] = code;
      from[count] = parent;
      estimates[count] = estimate;
      count++;
      if (alike.length > 0) {
        stoichiometries.load(alike[random.nextInt(alike.length)], wanted);
        critic.learn(slots, wanted);
      }
    }
  }

  private void forget(long code) {
    if (hopeless.size() < MOST_HOPELESS) {
      hopeless.add(code);
    }
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
    return new Generation(List.of(candidates), tried);
  }
}
