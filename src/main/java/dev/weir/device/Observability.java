package dev.weir.device;

/** How a value is known. */
public enum Observability {
  /** The device measures it. */
  MEASURED,
  /** The device repeats what it was told. */
  ECHOED,
  /** Only what was last commanded is known. */
  COMMANDED
}
