package dev.weir.device.line.opcua;

/** A server that must not be spoken to; the message is one line that says why and what to do. */
final class RefusedServerException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedServerException(String message) {
    super(message);
  }
}
