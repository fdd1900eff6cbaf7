package dev.weir.device.profile.language;

import dev.weir.device.line.node.NodeContent;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What the content of a node means. */
public sealed interface NodeKind {
  /**
   * Reads a content from a profile.
   *
   * @throws IllegalArgumentException when the text is no such content
   */
  NodeContent parse(String text);

  /**
   * A number with a unit.
   *
   * @param dimension the kind of quantity
   * @param unit the unit of the number, after scaling
   * @param factor units for each count, not zero
   * @param lowest what cannot be true lies below, in canonical units
   * @param highest what cannot be true lies above, in canonical units
   * @param resolution how far a number read back may be off, in the server's own counts
   */
  record Amount(
      Dimension dimension,
      Dimension.Unit unit,
      double factor,
      double lowest,
      double highest,
      double resolution)
      implements NodeKind {
    private static final double ARITHMETIC = 1e-6;

    @Override
    public NodeContent parse(String text) {
      try {
        return new NodeContent.Real(Double.parseDouble(text));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("'" + text + "' is not a number", e);
      }
    }

    /** Returns the quantity of a number; empty when it cannot be true. */
    public Optional<Quantity> quantity(double raw) {
      double canonical = canonicalOf(raw);
      if (!(canonical >= lowest && canonical <= highest)) {
        return Optional.empty();
      }
      try {
        return Optional.of(dimension.of(canonical));
      } catch (IllegalArgumentException e) {
        // The quantity's own range: below absolute zero, a negative flow, a fraction above one.
        return Optional.empty();
      }
    }

    /** Returns the number by which the server knows a quantity. */
    public double raw(Quantity quantity) {
      return rawOf(quantity.canonicalValue());
    }

    /** Returns the number by which the server knows a canonical value. */
    public double rawOf(double canonical) {
      return unit.fromCanonical(canonical) / factor;
    }

    /** Returns the canonical value of a number, whether it can be true or not. */
    public double canonicalOf(double raw) {
      return unit.toCanonical(raw * factor);
    }

    /** Tells whether a number that was read back stands for the one that was written. */
    public boolean isSame(double written, double readBack) {
      double allowed = Math.max(resolution, ARITHMETIC * Math.max(1.0, Math.abs(written)));
      return Math.abs(written - readBack) <= allowed;
    }
  }

  /** A text. */
  record Words() implements NodeKind {
    @Override
    public NodeContent parse(String text) {
      return new NodeContent.Text(text);
    }
  }

  /** Yes or no. */
  record Switch() implements NodeKind {
    @Override
    public NodeContent parse(String text) {
      return switch (text) {
        case "true" -> new NodeContent.Truth(true);
        case "false" -> new NodeContent.Truth(false);
        default -> throw new IllegalArgumentException("must be true or false, was '" + text + "'");
      };
    }
  }

  /** An instant on the server's clock. */
  record Moment() implements NodeKind {
    @Override
    public NodeContent parse(String text) {
      try {
        return new NodeContent.Time(Instant.parse(text));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "'" + text + "' is not an instant like 2026-01-01T00:00:00Z", e);
      }
    }
  }

  /** A row of numbers; it is watched, but it is no reading. */
  record Series() implements NodeKind {
    @Override
    public NodeContent parse(String text) {
      throw new IllegalArgumentException("a row of numbers cannot be written in a profile");
    }
  }
}
