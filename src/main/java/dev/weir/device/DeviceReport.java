package dev.weir.device;

import dev.weir.units.Quantity;
import java.time.Instant;

/** What a line tells the control thread about one device. */
public sealed interface DeviceReport {
  /** Returns the device that the report is about. */
  DeviceName device();

  /** Returns when it became known, on the plant's clock. */
  Instant at();

  /**
   * A reading was taken, or failed.
   *
   * @param tag which value
   * @param reading the value or the reason why there is none
   */
  record ReadingTaken(Tag tag, Reading reading) implements DeviceReport {
    @Override
    public DeviceName device() {
      return tag.device();
    }

    @Override
    public Instant at() {
      return reading.acquiredAt();
    }
  }

  /**
   * The link to a device changed its state.
   *
   * @param device the device
   * @param state the new state
   * @param reason one line for the operator
   * @param at when
   */
  record LinkChanged(DeviceName device, LinkState state, String reason, Instant at)
      implements DeviceReport {}

  /**
   * A set-point was written and, as far as the device allows, read back.
   *
   * @param tag which set-point
   * @param value the value the device holds now
   * @param observability how that is known
   * @param at when
   */
  record SetpointConfirmed(Tag tag, Quantity value, Observability observability, Instant at)
      implements DeviceReport {
    @Override
    public DeviceName device() {
      return tag.device();
    }
  }

  /**
   * The device itself allows less of a set-point than its profile and configuration do: what it
   * takes is common to all three. Limits never become wider again.
   *
   * @param tag which set-point
   * @param lowest the lowest value that it takes from now on
   * @param highest the highest value that it takes from now on
   * @param at when
   */
  record LimitsNarrowed(Tag tag, Quantity lowest, Quantity highest, Instant at)
      implements DeviceReport {
    @Override
    public DeviceName device() {
      return tag.device();
    }
  }

  /**
   * The device's safe-state sequence ended.
   *
   * @param device the device
   * @param confirmed whether the device's own answers prove it safe; else it is unconfirmed, never
   *     assumed
   * @param at when
   */
  record MadeSafe(DeviceName device, boolean confirmed, Instant at) implements DeviceReport {}

  /**
   * The device reports trouble, or its behaviour shows it.
   *
   * @param device the device
   * @param kind the class of trouble
   * @param text the device's own words, cleaned of control characters
   * @param at when
   */
  record DeviceFault(DeviceName device, FaultClass kind, String text, Instant at)
      implements DeviceReport {}

  /**
   * An analysis arrived.
   *
   * @param device the analyser
   * @param analysis the result
   */
  record AnalysisArrived(DeviceName device, Analysis analysis) implements DeviceReport {
    @Override
    public Instant at() {
      return analysis.acquiredAt();
    }
  }

  /**
   * A result was refused and set aside.
   *
   * @param device the analyser
   * @param reason one line: which file or item, and why
   * @param at when
   */
  record AnalysisRefused(DeviceName device, String reason, Instant at) implements DeviceReport {}
}
