package dev.weir.materials.structure.crystal;

/** A structure, a file of structures or a request for one is not usable; one line says why. */
public final class CrystalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its line for the user. */
  public CrystalException(String message) {
    super(message);
  }
}
