package dev.weir.optimize.ask;

/**
 * One run that was told. Arrays are not changed after.
 *
 * @param values of the variables, in their order
 * @param outputs measured, in their order; NaN where not measured
 * @param state how the run stands
 */
@SuppressWarnings("ArrayRecordComponent")
public record Told(double[] values, double[] outputs, State state) {
  /** How a run stands. */
  public enum State {
    /** Measured; outputs may be missing one by one. */
    MEASURED,
    /** Started, outcome awaited. */
    PENDING,
    /** Could not be done there: such points are avoided. */
    FAILED,
    /** Refused or voided, which says nothing of the point; it is not proposed again unchanged. */
    VOID
  }
}
