package dev.weir.reactor;

/**
 * How restless the pressure is: the root mean square of the differences between successive samples,
 * over the last sixteen, in bar. What is usual is learnt while the flow is steady and the pressure
 * calm. Owned by the control thread.
 */
final class PressureRipple {
  private static final int SAMPLES = 16;

  /** Above so many times the usual ripple it is gas (operations: 3). */
  private static final double FACTOR = 3.0;

  /** Smaller ripples are noise of the sensor, in bar (assumed). */
  private static final double FLOOR = 0.1;

  /** Weight of a new sample in what is usual: learnt over some hundred samples (assumed). */
  private static final double WEIGHT = 0.01;

  private double usual = Double.NaN;
  private double present = Double.NaN;
  private long restlessSince = Nanos.NEVER;

  /**
   * Takes a new sample of the pressure.
   *
   * @param steady whether liquid has flowed at an unchanged rate for as long as the samples reach
   *     back
   */
  void observe(Trace pressure, boolean steady, long now) {
    if (!steady || pressure.size() <= SAMPLES) {
      present = Double.NaN;
      restlessSince = Nanos.NEVER;
      return;
    }
    double squares = 0.0;
    for (int back = 0; back < SAMPLES; back++) {
      double difference = pressure.value(back) - pressure.value(back + 1);
      squares += difference * difference;
    }
    present = Math.sqrt(squares / SAMPLES);
    if (present > limit()) {
      restlessSince = restlessSince == Nanos.NEVER ? now : restlessSince;
      return;
    }
    restlessSince = Nanos.NEVER;
    usual = Double.isNaN(usual) ? present : usual + WEIGHT * (present - usual);
  }

  /** Returns the present ripple in bar; NaN when it is not known. */
  double present() {
    return present;
  }

  /** Returns the ripple above which the pressure is restless, in bar. */
  double limit() {
    return Double.isNaN(usual) ? FLOOR : Math.max(FLOOR, FACTOR * usual);
  }

  /** Returns since when it has been restless; {@link Nanos#NEVER} while it is calm. */
  long restlessSince() {
    return restlessSince;
  }
}
