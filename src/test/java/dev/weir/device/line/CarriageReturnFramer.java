package dev.weir.device.line;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Cuts lines that end with CR, at most 64 bytes long. */
final class CarriageReturnFramer implements Framer {
  private static final int LONGEST = 64;

  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

  @Override
  public void reset() {
    collected.reset();
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    collected.write(next);
    return next == '\r' ? Optional.of(Bytes.of(collected.toByteArray())) : Optional.empty();
  }

  @Override
  public boolean isOverfull() {
    return collected.size() > LONGEST;
  }

  @Override
  public Optional<Bytes> atSilence() {
    return Optional.empty();
  }
}
