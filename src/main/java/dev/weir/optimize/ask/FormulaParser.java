package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a formula by recursive descent; its depth and length are bounded. Used once, by one thread.
 */
final class FormulaParser {
  private static final int LONGEST = 4000;
  private static final int DEEPEST = 100;

  private final String text;
  private final List<String> names;
  private int at;
  private int depth;

  FormulaParser(String text, List<String> names) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "formula is " + text.length() + " characters long, at most " + LONGEST + " are read");
    }
    this.text = text;
    this.names = names;
  }

  Formula whole() {
    Formula formula = sum();
    if (next() != '\0') {
      throw wrong("unexpected '" + next() + "'");
    }
    return formula;
  }

  private Formula sum() {
    deeper();
    Formula left = product();
    while (next() == '+' || next() == '-') {
      Formula.Operator operator =
          text.charAt(at++) == '+' ? Formula.Operator.PLUS : Formula.Operator.MINUS;
      left = new Formula.Joined(operator, left, product());
    }
    depth--;
    return left;
  }

  private Formula product() {
    Formula left = signed();
    while ((next() == '*' && !isPower()) || next() == '/') {
      Formula.Operator operator =
          text.charAt(at++) == '*' ? Formula.Operator.TIMES : Formula.Operator.OVER;
      left = new Formula.Joined(operator, left, signed());
    }
    return left;
  }

  private boolean isPower() {
    return text.startsWith("**", at);
  }

  private Formula signed() {
    deeper();
    Formula formula;
    if (next() == '-') {
      at++;
      formula = new Formula.Joined(Formula.Operator.MINUS, new Formula.Constant(0.0), signed());
    } else if (next() == '+') {
      at++;
      formula = signed();
    } else {
      formula = power();
    }
    depth--;
    return formula;
  }

  private Formula power() {
    Formula base = atom();
    if (next() == '^' || (next() == '*' && isPower())) {
      at += next() == '^' ? 1 : 2;
      return new Formula.Joined(Formula.Operator.POWER, base, signed());
    }
    return base;
  }

  private Formula atom() {
    char c = next();
    if (c == '(') {
      at++;
      Formula inner = sum();
      expect(')');
      return inner;
    }
    if (Character.isDigit(c) || c == '.') {
      return number();
    }
    if (Character.isLetter(c) || c == '_') {
      return word();
    }
    throw wrong(c == '\0' ? "ends too early" : "unexpected '" + c + "'");
  }

  private Formula number() {
    int start = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int digits = at + 1;
      if (digits < text.length() && (text.charAt(digits) == '-' || text.charAt(digits) == '+')) {
        digits++;
      }
      if (digits < text.length() && Character.isDigit(text.charAt(digits))) {
        at = digits;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
          at++;
        }
      }
    }
    String written = text.substring(start, at);
    try {
      return new Formula.Constant(Double.parseDouble(written));
    } catch (NumberFormatException e) {
      throw wrong("'" + written + "' is not a number");
    }
  }

  private Formula word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String word = text.substring(start, at);
    int position = names.indexOf(word);
    if (position >= 0) {
      return new Formula.Name(position);
    }
    if (next() == '(') {
      return applied(word);
    }
    return switch (word) {
      case "pi" -> new Formula.Constant(Math.PI);
      case "e" -> new Formula.Constant(Math.E);
      default ->
          throw wrong("'%s' is not known; known are %s".formatted(word, String.join(", ", names)));
    };
  }

  private Formula applied(String word) {
    Formula.Function function = function(word);
    List<Formula> arguments = new ArrayList<>();
    do {
      at++;
      arguments.add(sum());
    } while (next() == ',');
    expect(')');
    if (!function.takes(arguments.size())) {
      throw wrong("'" + word + "' cannot take " + arguments.size() + " arguments");
    }
    return new Formula.Applied(function, arguments);
  }

  private Formula.Function function(String word) {
    for (Formula.Function function : Formula.Function.values()) {
      if (function.name().toLowerCase(Locale.ROOT).equals(word)) {
        return function;
      }
    }
    throw wrong("there is no function '" + word + "'");
  }

  private char next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw wrong("expected '" + wanted + "'");
    }
    at++;
  }

  private void deeper() {
    depth++;
    if (depth > DEEPEST) {
      throw wrong("nested deeper than " + DEEPEST + " levels");
    }
  }

  private IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException("'%s', character %d: %s".formatted(text, at + 1, reason));
  }
}
