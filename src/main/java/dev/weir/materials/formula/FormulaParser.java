package dev.weir.materials.formula;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One reading of one formula. Grammar: {@code formula = part { dot part }}, {@code part = [number]
 * group}, {@code group = { (symbol | "(" group ")" | "[" group "]" | "{" group "}") [number] }}. A
 * hydrate's dot is {@code ·}, {@code *} or a full stop. A full stop between two digits is a decimal
 * point, except in front of the water that ends a formula: {@code CuSO4.5H2O}.
 */
final class FormulaParser {
  private static final int LONGEST = 1000;
  private static final int DEEPEST = 20;
  private static final int MOST_DECIMALS = 6;

  /** Isotopes with symbols of their own; both count as hydrogen. */
  private static final Set<String> HYDROGENS = Set.of("D", "T");

  private final String text;
  private int at;

  FormulaParser(String text) {
    this.text = text.strip();
  }

  Formula parse() {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a formula must not be empty");
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a formula may be %d characters long, not %d".formatted(LONGEST, text.length()));
    }
    SortedMap<Element, BigDecimal> amounts = new TreeMap<>();
    add(amounts, part(), BigDecimal.ONE);
    while (at < text.length()) {
      if (!isDot(text.charAt(at))) {
        throw fault("expected an element, a bracket or the dot of a hydrate");
      }
      at++;
      add(amounts, part(), BigDecimal.ONE);
    }
    return whole(amounts);
  }

  private Map<Element, BigDecimal> part() {
    BigDecimal factor = numberOr(BigDecimal.ONE);
    SortedMap<Element, BigDecimal> amounts = new TreeMap<>();
    add(amounts, group(0), factor);
    return amounts;
  }

  private Map<Element, BigDecimal> group(int depth) {
    if (depth > DEEPEST) {
      throw fault("brackets may be nested " + DEEPEST + " deep");
    }
    SortedMap<Element, BigDecimal> amounts = new TreeMap<>();
    int start = at;
    while (at < text.length()) {
      char next = text.charAt(at);
      int opening = "([{".indexOf(next);
      if (opening >= 0) {
        at++;
        Map<Element, BigDecimal> inner = group(depth + 1);
        char closing = ")]}".charAt(opening);
        if (at >= text.length() || text.charAt(at) != closing) {
          throw fault("expected " + closing);
        }
        at++;
        add(amounts, inner, numberOr(BigDecimal.ONE));
      } else if (next >= 'A' && next <= 'Z') {
        amounts.merge(symbol(), numberOr(BigDecimal.ONE), BigDecimal::add);
      } else {
        break;
      }
    }
    if (at == start) {
      throw fault("expected an element");
    }
    return amounts;
  }

  private Element symbol() {
    int end = at + 1;
    if (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
      end++;
    }
    String symbol = text.substring(at, end);
    Element element =
        Element.find(HYDROGENS.contains(symbol) ? "H" : symbol)
            .orElseThrow(() -> fault("there is no element " + symbol));
    at = end;
    return element;
  }

  private BigDecimal numberOr(BigDecimal absent) {
    int start = at;
    while (at < text.length() && isDigit(at)) {
      at++;
    }
    if (at == start) {
      return absent;
    }
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(at + 1) && !hydrateFollows()) {
      at++;
      while (at < text.length() && isDigit(at)) {
        at++;
      }
    }
    if (at - start > 2 * MOST_DECIMALS) {
      throw fault("a number is too long");
    }
    BigDecimal number = new BigDecimal(text.substring(start, at)).stripTrailingZeros();
    if (number.signum() == 0) {
      throw fault("an amount must be above 0");
    }
    if (number.scale() > MOST_DECIMALS) {
      throw fault("an amount may have " + MOST_DECIMALS + " decimals");
    }
    return number;
  }

  private boolean hydrateFollows() {
    int end = at + 1;
    while (end < text.length() && isDigit(end)) {
      end++;
    }
    return text.substring(end).equals("H2O");
  }

  private boolean isDigit(int index) {
    char character = text.charAt(index);
    return character >= '0' && character <= '9';
  }

  private static boolean isDot(char character) {
    return character == '·' || character == '*' || character == '.' || character == '•';
  }

  private static void add(
      Map<Element, BigDecimal> sum, Map<Element, BigDecimal> more, BigDecimal factor) {
    more.forEach((element, n) -> sum.merge(element, n.multiply(factor), BigDecimal::add));
  }

  /** Whole amounts stay as they are; others are multiplied up, then reduced. */
  private Formula whole(SortedMap<Element, BigDecimal> amounts) {
    int scale = 0;
    for (BigDecimal amount : amounts.values()) {
      scale = Math.max(scale, amount.stripTrailingZeros().scale());
    }
    BigInteger divisor = BigInteger.ZERO;
    List<BigInteger> counts = new ArrayList<>();
    for (BigDecimal amount : amounts.values()) {
      BigInteger count = amount.movePointRight(scale).toBigIntegerExact();
      counts.add(count);
      divisor = divisor.gcd(count);
    }
    if (scale == 0) {
      divisor = BigInteger.ONE;
    }
    List<Formula.Term> terms = new ArrayList<>();
    int i = 0;
    for (Element element : amounts.keySet()) {
      BigInteger count = counts.get(i++).divide(divisor);
      if (count.bitLength() > 31 || count.longValue() > Formula.MOST_ATOMS) {
        throw new IllegalArgumentException(
            "'%s': more than %d atoms of %s".formatted(text, Formula.MOST_ATOMS, element));
      }
      terms.add(new Formula.Term(element, count.intValueExact()));
    }
    return new Formula(terms);
  }

  private IllegalArgumentException fault(String reason) {
    return new IllegalArgumentException(
        "'%s' is no formula: %s at character %d".formatted(text, reason, at + 1));
  }
}
