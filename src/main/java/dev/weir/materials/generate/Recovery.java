package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How many formulas that were held back are among ever more generated ones, beside the shuffled
 * null: as many new formulas with stoichiometries of known ones of the same energy, filled with
 * elements drawn by their frequency among all known formulas.
 *
 * @param steps by rising number of formulas
 * @param heldBack how many formulas of that energy were held back
 * @param shortfall why fewer formulas were generated than were asked for, if they were
 */
public record Recovery(List<Step> steps, int heldBack, Optional<String> shortfall) {
  private static final int TRIES = 20;

  /**
   * What was found among the first formulas.
   *
   * @param generated how many formulas were looked at
   * @param recovered how many held-back ones are among them
   * @param shuffled how many formulas of the null were looked at
   * @param shuffledRecovered how many held-back ones are among those
   */
  public record Step(int generated, int recovered, int shuffled, int shuffledRecovered) {}

  /** Copies the list. */
  public Recovery {
    steps = List.copyOf(steps);
  }

  /**
   * Generates formulas and looks for held-back ones among them.
   *
   * @param generator that knows the formulas of the region that are not held back
   * @param request its count is how many formulas are generated
   * @param region the formulas of that energy
   * @param counts numbers of formulas at which to look
   * @param seed of the generator and the null
   */
  public static Recovery measure(
      SubstitutionGenerator generator,
      GenerationRequest request,
      Region region,
      List<Integer> counts,
      long seed) {
    Stoichiometries stoichiometries = generator.stoichiometries();
    GenerationRun run = generator.run(request, seed);
    long[] generated = run.codes();
    long[] shuffled = region.shuffled(stoichiometries, request.count(), seed);
    CodeSet held = new CodeSet();
    int heldBack = 0;
    Slots slots = new Slots();
    for (Formula formula : region.held()) {
      heldBack++;
      if (stoichiometries.load(formula, slots)) {
        held.add(Stoichiometries.code(slots));
      }
    }
    List<Step> steps = new ArrayList<>();
    for (int count : counts) {
      steps.add(
          new Step(
              Math.min(count, generated.length),
              found(held, generated, count),
              Math.min(count, shuffled.length),
              found(held, shuffled, count)));
    }
    return new Recovery(steps, heldBack, run.shortfall());
  }

  private static int found(CodeSet held, long[] codes, int count) {
    int found = 0;
    for (int i = 0; i < Math.min(count, codes.length); i++) {
      found += held.contains(codes[i]) ? 1 : 0;
    }
    return found;
  }

  /**
   * Formulas of about one energy.
   *
   * @param teaching all formulas that the generator knows
   * @param near those of that energy
   * @param held those of that energy that it does not know
   */
  public record Region(List<Formula> teaching, List<Formula> near, List<Formula> held) {
    /** Known formulas within this distance of a target are of its energy, in eV/atom. */
    private static final double WIDTH = 0.25;

    /** Copies the lists. */
    public Region {
      teaching = List.copyOf(teaching);
      near = List.copyOf(near);
      held = List.copyOf(held);
    }

    /** Finds the formulas of an energy, in eV/atom. */
    public static Region of(List<KnownFormula> teaching, List<KnownFormula> apart, double target) {
      return new Region(
          teaching.stream().map(KnownFormula::formula).toList(),
          near(teaching, target),
          near(apart, target));
    }

    private static List<Formula> near(List<KnownFormula> rows, double target) {
      return rows.stream()
          .filter(row -> Math.abs(row.energy().electronvoltsPerAtom() - target) <= WIDTH)
          .map(KnownFormula::formula)
          .toList();
    }

    /** Draws distinct new formulas of the null; ends early when there are no more. */
    private long[] shuffled(Stoichiometries stoichiometries, int count, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] pool =
          teaching.stream()
              .flatMap(formula -> formula.elements().stream())
              .mapToInt(Element::atomicNumber)
              .toArray();
      Slots slots = new Slots();
      CodeSet spent = new CodeSet();
      for (Formula formula : teaching) {
        if (stoichiometries.load(formula, slots)) {
          spent.add(Stoichiometries.code(slots));
        }
      }
      List<Formula> templates =
          near.stream().filter(formula -> stoichiometries.load(formula, slots)).toList();
      long[] codes = new long[count];
      int made = 0;
      for (long tries = 0; made < count && tries < (long) TRIES * count; tries++) {
        stoichiometries.load(templates.get(random.nextInt(templates.size())), slots);
        for (int i = 0; i < slots.size; i++) {
          slots.elements[i] = 0;
        }
        for (int i = 0; i < slots.size; i++) {
          int drawn = pool[random.nextInt(pool.length)];
          while (slots.holds(drawn)) {
            drawn = pool[random.nextInt(pool.length)];
          }
          slots.elements[i] = drawn;
        }
        long code = Stoichiometries.code(slots);
        if (spent.add(code)) {
          codes[made] = code;
          made++;
        }
      }
      return java.util.Arrays.copyOf(codes, made);
    }
  }
}
