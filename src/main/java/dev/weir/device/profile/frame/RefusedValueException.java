package dev.weir.device.profile.frame;

/**
 * A value cannot be written in the form that the profile gives its field; the message has value,
 * form and unit.
 */
public final class RefusedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its message. */
  public RefusedValueException(String message) {
    super(message);
  }
}
