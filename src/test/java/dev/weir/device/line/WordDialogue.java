package dev.weir.device.line;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A dialogue of words ending with CR: it asks what the test queues and notes what happens to it.
 */
final class WordDialogue implements Dialogue {
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration INTER = Duration.ofMillis(100);

  private final DeviceName device;
  private final Framer framer = new CarriageReturnFramer();
  private final Deque<String> words = new ArrayDeque<>();
  private final List<String> story = new ArrayList<>();
  private Duration gap = Duration.ZERO;
  private Optional<String> forever = Optional.empty();
  private boolean urgent;
  private boolean urgentForever;

  WordDialogue(String device) {
    this.device = new DeviceName(device);
  }

  /** Asks these words, one after the other; a word that ends with "!" expects no reply. */
  WordDialogue asks(String... more) {
    words.addAll(List.of(more));
    return this;
  }

  /** Asks this word whenever there is nothing else to ask. */
  WordDialogue polls(String word) {
    forever = Optional.of(word);
    return this;
  }

  WordDialogue gap(Duration after) {
    gap = after;
    return this;
  }

  /** Stays urgent, as one that cannot be made safe. */
  void staysUrgent() {
    urgent = true;
    urgentForever = true;
  }

  /** Returns what has happened since the last call. */
  List<String> story() {
    List<String> taken = List.copyOf(story);
    story.clear();
    return taken;
  }

  @Override
  public DeviceName device() {
    return device;
  }

  @Override
  public void opened(Instant now, Consumer<DeviceReport> reports) {
    story.add("opened");
  }

  @Override
  public void closed(String reason, Instant now, Consumer<DeviceReport> reports) {
    story.add("closed: " + reason);
  }

  @Override
  public void want(Wanted wanted, Instant now) {
    story.add("want " + wanted.getClass().getSimpleName());
    if (wanted instanceof Wanted.Safe) {
      words.addFirst("stop");
      urgent = true;
    }
  }

  @Override
  public boolean isUrgent() {
    return urgent;
  }

  @Override
  public Optional<Exchange> next(Instant now) {
    Optional<String> word = words.isEmpty() ? forever : Optional.of(words.remove());
    return word.map(
        text ->
            new Exchange(
                text, Bytes.ofText(text + "\r"), framer, !text.endsWith("!"), FIRST, INTER, gap));
  }

  @Override
  public void answered(
      Exchange exchange, Reply reply, Instant now, Consumer<DeviceReport> reports) {
    urgent = urgentForever || (urgent && !words.isEmpty());
    story.add(
        exchange.name()
            + " -> "
            + switch (reply) {
              case Reply.Answered(Bytes frame) -> frame.toText().strip();
              case Reply.Silent() -> "(silent)";
              case Reply.TimedOut(Duration waited, Bytes partial) ->
                  "timed out after " + waited.toMillis() + " ms with '" + partial.toText() + "'";
              case Reply.Overfull(Bytes collected) ->
                  "overfull with " + collected.length() + " bytes";
              case Reply.Lost(String reason) -> "lost: " + reason;
            });
  }

  @Override
  public void unsolicited(Bytes frame, Instant now, Consumer<DeviceReport> reports) {
    story.add("unsolicited " + frame.toText().strip());
  }
}
