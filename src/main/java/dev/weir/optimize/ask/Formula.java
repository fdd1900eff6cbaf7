package dev.weir.optimize.ask;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * An arithmetic formula of named numbers. Pure: it can compute and nothing else. Immutable; any
 * thread.
 *
 * <p>Numbers, names, {@code + - * / ^}, brackets, the constants {@code pi} and {@code e}, and the
 * functions of {@link Function}. {@code ^} binds closest and to the right, {@code -x^2} is {@code
 * -(x^2)}. What is undefined, such as the logarithm of -1, is NaN.
 */
public sealed interface Formula {
  /**
   * Returns the value.
   *
   * @param named the numbers of the names, in the order the formula was parsed with
   */
  double value(double[] named);

  /**
   * Adds the derivatives by the names' numbers.
   *
   * @param named the numbers of the names
   * @param weight of this formula in what is differentiated
   * @param slopes to be added to; where there is no derivative a one-sided one, or none, is taken
   */
  void addSlopes(double[] named, double weight, double[] slopes);

  /** Tells whether a name's number is used. */
  boolean uses(int name);

  /**
   * Returns the same formula of names that stand at other positions.
   *
   * @param positions gives the new position of an old one
   */
  Formula renamed(IntUnaryOperator positions);

  /**
   * Parses a formula.
   *
   * @param text what was written
   * @param names what may be named; the position of a name is that of its number
   * @throws IllegalArgumentException with place and reason
   */
  static Formula parse(String text, List<String> names) {
    return new FormulaParser(text, names).whole();
  }

  /** A number. */
  record Constant(double number) implements Formula {
    @Override
    public double value(double[] named) {
      return number;
    }

    @Override
    public void addSlopes(double[] named, double weight, double[] slopes) {}

    @Override
    public boolean uses(int name) {
      return false;
    }

    @Override
    public Formula renamed(IntUnaryOperator positions) {
      return this;
    }
  }

  /** A name, by its position. */
  record Name(int position) implements Formula {
    @Override
    public double value(double[] named) {
      return named[position];
    }

    @Override
    public void addSlopes(double[] named, double weight, double[] slopes) {
      slopes[position] += weight;
    }

    @Override
    public boolean uses(int name) {
      return name == position;
    }

    @Override
    public Formula renamed(IntUnaryOperator positions) {
      return new Name(positions.applyAsInt(position));
    }
  }

  /** Two formulas joined. */
  record Joined(Operator operator, Formula left, Formula right) implements Formula {
    @Override
    public double value(double[] named) {
      double a = left.value(named);
      double b = right.value(named);
      return switch (operator) {
        case PLUS -> a + b;
        case MINUS -> a - b;
        case TIMES -> a * b;
        case OVER -> a / b;
        case POWER -> b == 2.0 ? a * a : StrictMath.pow(a, b);
      };
    }

    @Override
    public void addSlopes(double[] named, double weight, double[] slopes) {
      double a = left.value(named);
      double b = right.value(named);
      double byLeft =
          switch (operator) {
            case PLUS, MINUS -> 1.0;
            case TIMES -> b;
            case OVER -> 1.0 / b;
            case POWER -> b == 2.0 ? 2.0 * a : b * StrictMath.pow(a, b - 1.0);
          };
      double byRight =
          switch (operator) {
            case PLUS -> 1.0;
            case MINUS -> -1.0;
            case TIMES -> a;
            case OVER -> -a / (b * b);
            case POWER -> a > 0.0 ? StrictMath.pow(a, b) * StrictMath.log(a) : 0.0;
          };
      left.addSlopes(named, weight * byLeft, slopes);
      right.addSlopes(named, weight * byRight, slopes);
    }

    @Override
    public boolean uses(int name) {
      return left.uses(name) || right.uses(name);
    }

    @Override
    public Formula renamed(IntUnaryOperator positions) {
      return new Joined(operator, left.renamed(positions), right.renamed(positions));
    }
  }

  /** A function of formulas. */
  record Applied(Function function, List<Formula> arguments) implements Formula {
    /** Keeps its own list. */
    public Applied {
      arguments = List.copyOf(arguments);
    }

    @Override
    public double value(double[] named) {
      double first = arguments.getFirst().value(named);
      return switch (function) {
        case ABS -> Math.abs(first);
        case SQRT -> Math.sqrt(first);
        case EXP -> StrictMath.exp(first);
        case LOG, LN -> StrictMath.log(first);
        case LOG10 -> StrictMath.log10(first);
        case SIN -> StrictMath.sin(first);
        case COS -> StrictMath.cos(first);
        case TAN -> StrictMath.tan(first);
        case TANH -> StrictMath.tanh(first);
        case FLOOR -> Math.floor(first);
        case POW -> StrictMath.pow(first, arguments.get(1).value(named));
        case MIN -> rest(named, first, true);
        case MAX -> rest(named, first, false);
      };
    }

    @Override
    public void addSlopes(double[] named, double weight, double[] slopes) {
      Formula only = arguments.getFirst();
      double first = only.value(named);
      switch (function) {
        case ABS -> only.addSlopes(named, first < 0.0 ? -weight : weight, slopes);
        case SQRT -> only.addSlopes(named, weight * 0.5 / Math.sqrt(first), slopes);
        case EXP -> only.addSlopes(named, weight * StrictMath.exp(first), slopes);
        case LOG, LN -> only.addSlopes(named, weight / first, slopes);
        case LOG10 -> only.addSlopes(named, weight / (first * StrictMath.log(10.0)), slopes);
        case SIN -> only.addSlopes(named, weight * StrictMath.cos(first), slopes);
        case COS -> only.addSlopes(named, -weight * StrictMath.sin(first), slopes);
        case TAN -> {
          double tangent = StrictMath.tan(first);
          only.addSlopes(named, weight * (1.0 + tangent * tangent), slopes);
        }
        case TANH -> {
          double tangent = StrictMath.tanh(first);
          only.addSlopes(named, weight * (1.0 - tangent * tangent), slopes);
        }
        case FLOOR -> {}
        case POW ->
            new Joined(Operator.POWER, only, arguments.get(1)).addSlopes(named, weight, slopes);
        case MIN, MAX -> extreme(named).addSlopes(named, weight, slopes);
      }
    }

    /** Returns the argument whose value is that of the whole. */
    private Formula extreme(double[] named) {
      double whole = value(named);
      return arguments.stream()
          .filter(argument -> argument.value(named) == whole)
          .findFirst()
          .orElse(arguments.getFirst());
    }

    private double rest(double[] named, double first, boolean least) {
      double extreme = first;
      for (Formula argument : arguments.subList(1, arguments.size())) {
        double value = argument.value(named);
        extreme = least ? Math.min(extreme, value) : Math.max(extreme, value);
      }
      return extreme;
    }

    @Override
    public boolean uses(int name) {
      return arguments.stream().anyMatch(argument -> argument.uses(name));
    }

    @Override
    public Formula renamed(IntUnaryOperator positions) {
      return new Applied(
          function, arguments.stream().map(argument -> argument.renamed(positions)).toList());
    }
  }

  /** What joins two formulas. */
  enum Operator {
    /** Sum. */
    PLUS,
    /** Difference. */
    MINUS,
    /** Product. */
    TIMES,
    /** Quotient. */
    OVER,
    /** Power. */
    POWER
  }

  /** The functions, by their names in small letters. */
  enum Function {
    /** Absolute value. */
    ABS(1, 1),
    /** Square root. */
    SQRT(1, 1),
    /** Exponential. */
    EXP(1, 1),
    /** Natural logarithm. */
    LOG(1, 1),
    /** Natural logarithm. */
    LN(1, 1),
    /** Decimal logarithm. */
    LOG10(1, 1),
    /** Sine of radians. */
    SIN(1, 1),
    /** Cosine of radians. */
    COS(1, 1),
    /** Tangent of radians. */
    TAN(1, 1),
    /** Hyperbolic tangent. */
    TANH(1, 1),
    /** Largest whole number not above. */
    FLOOR(1, 1),
    /** Power of two arguments. */
    POW(2, 2),
    /** Least of its arguments. */
    MIN(1, 64),
    /** Largest of its arguments. */
    MAX(1, 64);

    private final int fewest;
    private final int most;

    Function(int fewest, int most) {
      this.fewest = fewest;
      this.most = most;
    }

    boolean takes(int count) {
      return count >= fewest && count <= most;
    }
  }
}
