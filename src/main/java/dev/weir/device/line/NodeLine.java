package dev.weir.device.line;

import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.line.QuietLog.Topic;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeDialogue;
import dev.weir.device.line.node.NodeEvent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeSession;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.line.node.NodeWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The agent of one server of nodes and the devices behind it. Values come by subscription; requests
 * go out one at a time, those of a stop first.
 *
 * <p>A session that is refused, ends, falls silent for {@link #SILENCES} times its keep-alive, or
 * leaves {@link #UNANSWERED_IN_A_ROW_AT_MOST} requests unanswered is closed and made anew after 0.5
 * s, 1 s, 2 s and so on up to 30 s, with everything watched again; the wait shortens only when a
 * session was opened. A wish to be safe makes the next try due at once. The server's clock is
 * compared with the plant's at the opening and once a minute, because the age of a value is judged
 * on the server's clock. Owned by one line thread, except {@link #post} and {@link #statistics}.
 */
public final class NodeLine implements Line {
  /** Longest time for a session to open. */
  static final Duration OPENING_AT_MOST = Duration.ofSeconds(20);

  /** Longest wait for an answer. */
  static final Duration ANSWER_AT_MOST = Duration.ofSeconds(5);

  /** Keep-alive intervals without a word from the server after which the session is given up. */
  static final int SILENCES = 4;

  /** Requests in a row without an answer after which the session is given up. */
  static final int UNANSWERED_IN_A_ROW_AT_MOST = 3;

  /** Most events taken in one {@link #doWork}. */
  static final int EVENTS_PER_WORK_AT_MOST = 1000;

  /** Time between two looks at the server's clock. */
  static final Duration CLOCK_EVERY = Duration.ofMinutes(1);

  private final NodeSession session;
  private final LineLink<NodeDialogue> link;
  private final List<LineMember<NodeDialogue>> members;
  private final List<NodeWatch> watches;

  private Phase phase = Phase.CLOSED;
  private Instant openingSince = Instant.MIN;
  private Instant lastHeard = Instant.MIN;
  private Instant nextClock = Instant.MIN;
  private Duration aliveEvery = Duration.ZERO;
  private Duration serverAhead = Duration.ZERO;
  private Optional<UnderWay> underWay = Optional.empty();
  private int unanswered;
  private long tickets;
  private int turn;

  private enum Phase {
    CLOSED,
    OPENING,
    OPEN
  }

  /** The request under way; without a member it is the line's own look at the clock. */
  private record UnderWay(
      Optional<LineMember<NodeDialogue>> member,
      NodeRequest request,
      long ticket,
      boolean urgent,
      Instant sentAt) {}

  /**
   * Makes the agent of one line; nothing is opened before the first {@link #doWork}.
   *
   * @param name the line's name
   * @param session its session, not yet open; from now on owned by this agent
   * @param dialogues one for each device behind the server, each device once
   * @param reports takes what the devices say, on the thread that drives the line; must not wait
   * @throws IllegalArgumentException when a device is there twice
   */
  public NodeLine(
      LineName name,
      NodeSession session,
      List<NodeDialogue> dialogues,
      Consumer<DeviceReport> reports) {
    this.session = session;
    this.link = new LineLink<>(name, dialogues, reports);
    this.members = link.members();
    Map<NodeName, NodeWatch> watched = new TreeMap<>();
    for (NodeDialogue dialogue : dialogues) {
      dialogue.watches().forEach(watch -> watched.merge(watch.node(), watch, NodeLine::faster));
    }
    this.watches = List.copyOf(watched.values());
  }

  private static NodeWatch faster(NodeWatch one, NodeWatch other) {
    return one.sampling().compareTo(other.sampling()) <= 0 ? one : other;
  }

  @Override
  public LineName name() {
    return link.name();
  }

  @Override
  public void post(DeviceRequest request) {
    link.post(request);
  }

  @Override
  public LinkStatistics statistics() {
    return link.statistics();
  }

  @Override
  public int doWork(Instant now) {
    int work = link.takeWishes(now);
    if (phase == Phase.CLOSED) {
      return work + openWhenDue(now);
    }
    work += takeEvents(now);
    giveUpWhenLate(now);
    if (phase != Phase.OPEN) {
      return work;
    }
    for (LineMember<NodeDialogue> member : members) {
      work += member.dialogue().report(serverAhead, now, member.outlet());
    }
    return work + sendNext(now);
  }

  @Override
  public void close() {
    if (phase != Phase.CLOSED) {
      hangUp("the line was closed", link.lastNow());
    }
    session.close();
  }

  private int openWhenDue(Instant now) {
    if (!link.isToBeOpened(now)) {
      return 0;
    }
    phase = Phase.OPENING;
    openingSince = now;
    session.open(watches);
    return 1;
  }

  private int takeEvents(Instant now) {
    for (int taken = 0; taken < EVENTS_PER_WORK_AT_MOST && phase != Phase.CLOSED; taken++) {
      Optional<NodeEvent> event = session.next();
      if (event.isEmpty()) {
        return taken;
      }
      lastHeard = now;
      switch (event.get()) {
        case NodeEvent.Opened(Instant serverTime, Duration alive) -> opened(serverTime, alive, now);
        case NodeEvent.Ended(String reason) -> lose(reason, now);
        case NodeEvent.Alive() -> link.counters().answered.increment();
        case NodeEvent.Changed(NodeValue value) -> {
          link.counters().unsolicited.increment();
          members.forEach(member -> member.dialogue().changed(value, now));
        }
        case NodeEvent.Answered(long ticket, NodeReply reply) -> answered(ticket, reply, now);
      }
    }
    return EVENTS_PER_WORK_AT_MOST;
  }

  private void opened(Instant serverTime, Duration alive, Instant now) {
    link.backOff().proven();
    phase = Phase.OPEN;
    aliveEvery = alive;
    serverAhead = Duration.between(now, serverTime);
    nextClock = now.plus(CLOCK_EVERY);
    unanswered = 0;
    link.opened(
        "open; the server's clock is %.3f s ahead".formatted(serverAhead.toMillis() / 1e3), now);
  }

  private void giveUpWhenLate(Instant now) {
    switch (phase) {
      case CLOSED -> {}
      case OPENING -> {
        if (!now.isBefore(openingSince.plus(OPENING_AT_MOST))) {
          lose("no session within " + LineLink.seconds(OPENING_AT_MOST), now);
        }
      }
      case OPEN -> {
        Duration silence = Duration.between(lastHeard, now);
        if (silence.compareTo(aliveEvery.multipliedBy(SILENCES)) > 0) {
          lose("the server has said nothing for " + LineLink.seconds(silence), now);
        } else {
          timeOut(now);
        }
      }
    }
  }

  private void timeOut(Instant now) {
    if (underWay.isEmpty() || now.isBefore(underWay.get().sentAt().plus(ANSWER_AT_MOST))) {
      return;
    }
    UnderWay late = underWay.get();
    underWay = Optional.empty();
    link.counters().timeouts.increment();
    unanswered++;
    link.trouble(Topic.TIMEOUT, "no answer to " + late.request() + " in time", now);
    tell(late, new NodeReply.TimedOut(Duration.between(late.sentAt(), now)), now);
    if (unanswered >= UNANSWERED_IN_A_ROW_AT_MOST) {
      lose("%d requests in a row without an answer".formatted(unanswered), now);
    }
  }

  /** Takes an answer; one that comes after its request was given up is told apart by its ticket. */
  private void answered(long ticket, NodeReply reply, Instant now) {
    if (underWay.isEmpty() || underWay.get().ticket() != ticket) {
      link.counters().late.increment();
      return;
    }
    UnderWay done = underWay.get();
    underWay = Optional.empty();
    unanswered = 0;
    link.counters().answered.increment();
    tell(done, reply, now);
  }

  private void tell(UnderWay done, NodeReply reply, Instant now) {
    if (done.member().isPresent()) {
      LineMember<NodeDialogue> member = done.member().get();
      member.dialogue().answered(done.request(), reply, now, member.outlet());
    } else if (reply instanceof NodeReply.Values(List<NodeValue> values)
        && values.getFirst().content().orElse(new NodeContent.Other("nothing"))
            instanceof NodeContent.Time(Instant serverTime)) {
      serverAhead = Duration.between(now, serverTime);
    }
  }

  private int sendNext(Instant now) {
    letStopGoFirst(now);
    if (underWay.isPresent()) {
      return 0;
    }
    if (sendOf(true, now) || sendOf(false, now)) {
      return 1;
    }
    if (now.isBefore(nextClock)) {
      return 0;
    }
    nextClock = now.plus(CLOCK_EVERY);
    send(Optional.empty(), new NodeRequest.Read(List.of(NodeName.CURRENT_TIME)), false, now);
    return 1;
  }

  /** A stop does not wait for the answer to anything else; what is under way is given up for it. */
  private void letStopGoFirst(Instant now) {
    if (underWay.isEmpty()
        || underWay.get().urgent()
        || members.stream().noneMatch(member -> member.dialogue().isUrgent())) {
      return;
    }
    UnderWay overtaken = underWay.get();
    underWay = Optional.empty();
    tell(overtaken, new NodeReply.Lost("a stop goes first"), now);
  }

  private boolean sendOf(boolean urgent, Instant now) {
    for (int i = 0; i < members.size(); i++) {
      LineMember<NodeDialogue> member = members.get((turn + i) % members.size());
      if (member.dialogue().isUrgent() == urgent) {
        Optional<NodeRequest> request = member.dialogue().next(now);
        if (request.isPresent()) {
          turn = (turn + i + 1) % members.size();
          send(Optional.of(member), request.get(), urgent, now);
          return true;
        }
      }
    }
    return false;
  }

  private void send(
      Optional<LineMember<NodeDialogue>> member, NodeRequest request, boolean urgent, Instant now) {
    tickets++;
    underWay = Optional.of(new UnderWay(member, request, tickets, urgent, now));
    link.counters().exchanges.increment();
    session.send(tickets, request);
  }

  private void lose(String reason, Instant now) {
    if (phase == Phase.OPEN) {
      String clean = CleanText.of(reason);
      link.lost(clean, link.backOff().failed(now), now);
      hangUp(clean, now);
    } else {
      phase = Phase.CLOSED;
      session.close();
      link.refused(reason, now);
    }
  }

  private void hangUp(String reason, Instant now) {
    Optional<UnderWay> broken = underWay;
    underWay = Optional.empty();
    phase = Phase.CLOSED;
    session.close();
    broken.ifPresent(request -> tell(request, new NodeReply.Lost(reason), now));
    link.closed(reason, now);
  }
}
