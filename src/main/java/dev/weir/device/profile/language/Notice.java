package dev.weir.device.profile.language;

/** A message that a device sends without being asked. */
public sealed interface Notice {
  /**
   * A text that shows a state.
   *
   * @param text the message, or its beginning
   * @param isPrefix whether {@code text} is only the beginning
   * @param state the state
   */
  record Shows(String text, boolean isPrefix, StateWord state) implements Notice {}

  /**
   * A message that looks like the reply of a command and is read as one: of a device that sends its
   * readings by itself.
   *
   * @param command name of the command, whose request has no fields
   */
  record ReplyOf(String command) implements Notice {}
}
