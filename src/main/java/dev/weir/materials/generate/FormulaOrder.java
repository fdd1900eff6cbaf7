package dev.weir.materials.generate;

import dev.weir.jobs.Attempt;
import dev.weir.jobs.RefusedJobException;
import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.formula.Element;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link FormulaJob} is asked for. Arguments: {@code formation-energy} in eV/atom (needed),
 * {@code count} (default 1000), {@code known} and {@code element-table} and {@code
 * oxidation-states} (files, relative to the data folder; without {@code known} the demonstration
 * table), {@code elements} that must and {@code exclude} that must not be there (symbols with
 * commas), {@code charge-balanced} (true), {@code members}, {@code set-members} and {@code epochs}
 * of the training, {@code seed}.
 *
 * @param target wanted formation energy
 * @param count how many formulas
 * @param known table of known formulas
 * @param elementTable table of elemental features
 * @param oxidationStates table of oxidation states
 * @param required elements of every formula
 * @param excluded elements of none
 * @param elementCount fewest and most different elements
 * @param rule what formulas must fulfil
 * @param plan of the training
 * @param seed of everything random
 */
record FormulaOrder(
    FormationEnergy target,
    int count,
    Optional<String> known,
    Optional<String> elementTable,
    Optional<String> oxidationStates,
    Set<Element> required,
    Set<Element> excluded,
    ElementCount elementCount,
    GenerationRequest.Rule rule,
    TrainingPlan plan,
    long seed) {

  /** More would make files that nobody reads. */
  private static final int MOST = 100_000;

  private static final int MOST_ELEMENTS = 20;

  /**
   * How many different elements.
   *
   * @param fewest from 1
   * @param most not fewer
   */
  record ElementCount(int fewest, int most) {}

  /**
   * Reads the arguments of an attempt.
   *
   * @throws RefusedJobException when one is wrong or missing
   */
  static FormulaOrder of(Attempt attempt) {
    String energy =
        attempt
            .argument("formation-energy")
            .orElseThrow(
                () -> new RefusedJobException("name formation-energy, in eV/atom, as in -3.0"));
    TrainingPlan plan = TrainingPlan.DEFAULT;
    boolean balanced = attempt.argument("charge-balanced").map(Boolean::parseBoolean).orElse(false);
    return new FormulaOrder(
        new FormationEnergy(number(energy)),
        whole(attempt, "count", 1000, 1, MOST),
        attempt.argument("known"),
        attempt.argument("element-table"),
        attempt.argument("oxidation-states"),
        elements(attempt, "elements"),
        elements(attempt, "exclude"),
        elementCount(attempt),
        balanced
            ? GenerationRequest.Rule.CHARGE_BALANCED
            : GenerationRequest.Rule.NEUTRAL_OR_ALL_METAL,
        plan.withMembers(
                whole(attempt, "members", plan.members(), 0, 20),
                whole(attempt, "set-members", plan.setMembers(), 0, 20))
            .withEpochs(whole(attempt, "epochs", plan.epochs(), 1, 1000)),
        whole(attempt, "seed", 1, 0, Integer.MAX_VALUE));
  }

  /** Returns the request for a multiple of what is wanted. */
  GenerationRequest request(int multiple) {
    return new GenerationRequest(
        target,
        multiple * count,
        required,
        excluded,
        elementCount.fewest(),
        elementCount.most(),
        rule);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new RefusedJobException("formation-energy must be a number, was '" + text + "'");
    }
  }

  private static int whole(Attempt attempt, String name, int usual, int least, int most) {
    String text = attempt.argument(name).orElse(Integer.toString(usual));
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // told below, like a value outside the range
    }
    throw new RefusedJobException(
        "%s must be a whole number from %d to %d, was '%s'".formatted(name, least, most, text));
  }

  private static ElementCount elementCount(Attempt attempt) {
    String text = attempt.argument("element-count").orElse("1-" + MOST_ELEMENTS).strip();
    if (!text.matches("[0-9]{1,2}(-[0-9]{1,2})?")) {
      throw new RefusedJobException(
          "element-count must be N or FROM-TO, as in 3-5, was '" + text + "'");
    }
    String[] ends = text.split("-");
    return new ElementCount(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  private static Set<Element> elements(Attempt attempt, String name) {
    Set<Element> elements = new TreeSet<>();
    for (String symbol : attempt.argument(name).orElse("").split(",")) {
      if (!symbol.isBlank()) {
        elements.add(
            Element.find(symbol.strip())
                .orElseThrow(
                    () ->
                        new RefusedJobException(
                            name + ": no element has the symbol " + symbol.strip())));
      }
    }
    return elements;
  }
}
