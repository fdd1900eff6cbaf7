package dev.weir.experiment;

/** Where a run stands. */
public enum RunPhase {
  /** The bath goes to its temperature while solvent flows. */
  SET,
  /** The feeds run; what was in the flow path before is being washed out. */
  FLUSH,
  /** Washed out far enough; temperature and pressure must become steady. */
  APPROACH,
  /** Steady state is proven; the aliquot is being drawn. */
  SAMPLE,
  /** The feeds go to another total flow together; further aliquots are drawn on the way. */
  RAMP,
  /** The analyser works; the feeds are off again. */
  ANALYSE,
  /** The observation is accepted. */
  ACCEPTED,
  /** The run gave no usable observation. */
  VOID
}
