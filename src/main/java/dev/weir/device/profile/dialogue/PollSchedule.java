package dev.weir.device.profile.dialogue;

import dev.weir.device.profile.language.PollGroup;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Which polled command is due. Never queues a command twice. Owned by one line thread. */
final class PollSchedule {
  private final List<Group> groups = new ArrayList<>();
  private final Deque<String> due = new ArrayDeque<>();

  private static final class Group {
    private final PollGroup group;
    private Instant next = Instant.MIN;

    private Group(PollGroup group) {
      this.group = group;
    }
  }

  PollSchedule(List<PollGroup> groups) {
    groups.forEach(group -> this.groups.add(new Group(group)));
  }

  /** Makes everything due at once. */
  void restart() {
    due.clear();
    groups.forEach(group -> group.next = Instant.MIN);
  }

  /** Puts a command in front. */
  void hurry(String command) {
    due.remove(command);
    due.addFirst(command);
  }

  /** Takes the command that is due now, if one is. */
  Optional<String> take(Instant now) {
    for (Group group : groups) {
      if (!now.isBefore(group.next)) {
        // Counted from the round's own time, so that polling keeps its rhythm; a long silence is
        // not made up for.
        Instant after =
            group.next.equals(Instant.MIN)
                ? now.plus(group.group.period())
                : group.next.plus(group.group.period());
        group.next = after.isAfter(now) ? after : now.plus(group.group.period());
        for (String command : group.group.commands()) {
          if (!due.contains(command)) {
            due.addLast(command);
          }
        }
      }
    }
    return Optional.ofNullable(due.pollFirst());
  }
}
