package dev.weir.learn.features;

/** Says which features of which monomer are not known. */
public final class MissingFeatures extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what is missing and of which monomer. */
  public MissingFeatures(String message) {
    super(message);
  }
}
