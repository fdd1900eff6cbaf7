package dev.weir.reactor;

/** One step of the control cycle, run by the control thread ten times a second. It never blocks. */
public interface CycleStep {
  /** Returns the name under which the step's time and overruns are recorded. */
  String name();

  /** Does this step's work of one cycle. */
  void run(Cycle cycle);
}
