package dev.weir.reactor;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * One rule of safety: a pure judgement of the evidence. It holds limits, never state; whatever must
 * be remembered is in the evidence. The numbers in the implementations' comments are those of the
 * table of interlocks in the hazard study.
 */
interface Interlock {
  /** Returns the kind of alarm it raises. */
  AlarmKind kind();

  /** Hands over what is wrong in this cycle; nothing when all is well. */
  void judge(Evidence evidence, Consumer<Finding> findings);

  /**
   * Tells why a latched trip of this interlock cannot be cleared yet, beyond the finding being
   * gone; empty when it can.
   *
   * @param source the trip's source
   */
  default Optional<String> refusesClear(Evidence evidence, String source) {
    return Optional.empty();
  }
}
