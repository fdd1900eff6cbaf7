package dev.weir.device.line.node;

import java.time.Instant;
import java.util.List;

/** What a node holds, whatever type the server gives it. */
public sealed interface NodeContent {
  /** Returns the content as text, for messages and for comparison with a profile's words. */
  String print();

  /**
   * A number of any of the server's numeric types.
   *
   * @param value the number, which may be NaN or infinite: whoever takes it as a quantity must
   *     check
   */
  record Real(double value) implements NodeContent {
    @Override
    public String print() {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /**
   * A text.
   *
   * @param value the text
   */
  record Text(String value) implements NodeContent {
    @Override
    public String print() {
      return value;
    }
  }

  /**
   * Yes or no.
   *
   * @param value which
   */
  record Truth(boolean value) implements NodeContent {
    @Override
    public String print() {
      return Boolean.toString(value);
    }
  }

  /**
   * An instant.
   *
   * @param value on the server's clock
   */
  record Time(Instant value) implements NodeContent {
    @Override
    public String print() {
      return value.toString();
    }
  }

  /**
   * A row of numbers, such as a spectrum.
   *
   * @param values at most 65,536 of them
   */
  record Numbers(List<Double> values) implements NodeContent {
    /** Copies the list. */
    public Numbers {
      values = List.copyOf(values);
    }

    @Override
    public String print() {
      return values.size() + " numbers";
    }
  }

  /**
   * Something that Weir has no use for.
   *
   * @param type the name of its type
   */
  record Other(String type) implements NodeContent {
    @Override
    public String print() {
      return "a " + type;
    }
  }
}
