package dev.weir.device.profile.dialogue;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Exchange;
import dev.weir.device.line.Framer;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.frame.EchoFramer;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Timing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes exchanges of purposes. One that is always the same is encoded once. Owned by one line
 * thread.
 */
final class Exchanges {
  private final Map<String, Framer> framers = new HashMap<>();
  private final Map<String, Exchange> cached = new HashMap<>();
  private int correlation;

  /** An exchange and what is to be remembered about it. */
  record Asked(Exchange exchange, Purpose.Pending pending) {}

  /** The words have changed. */
  void forget() {
    cached.clear();
  }

  Asked ask(Purpose purpose, ProfileCodec usual, Instant now) {
    ProfileCodec words = purpose.words(usual);
    Call plain = purpose.call();
    boolean correlated = words.framing().request() instanceof FrameForm.ModbusTcp;
    if (correlated) {
      correlation = (correlation + 1) & 0xFFFF;
    }
    Call call = correlated ? new Call(plain.command(), plain.fields(), correlation) : plain;
    boolean isAlwaysTheSame = !correlated && words == usual && call.fields().names().isEmpty();
    Exchange exchange =
        isAlwaysTheSame
            ? cached.computeIfAbsent(call.command(), _ -> exchange(words, call))
            : exchange(words, call);
    exchange.framer().reset();
    return new Asked(exchange, new Purpose.Pending(purpose, call, words, now));
  }

  private Exchange exchange(ProfileCodec words, Call call) {
    CommandDefinition command = words.command(call.command());
    Bytes request = words.encodeRequest(call);
    Framer framer = framers.computeIfAbsent(words.framing().name(), _ -> words.replyFramer());
    Timing timing = words.profile().wire().timing();
    return new Exchange(
        call.command(),
        request,
        words.framing().echoes() ? new EchoFramer(request, framer) : framer,
        command.manners().replies(),
        timing.firstByteTimeout(),
        timing.interByteTimeout(),
        command.manners().writes() ? timing.gapAfterWrite() : timing.gapAfterQuery());
  }
}
