package dev.weir.device.line;

import java.io.IOException;
import java.util.List;

/**
 * Who speaks next on a bus. Devices take turns; one that is urgent goes before all others, and
 * after {@link #URGENT_IN_A_ROW_AT_MOST} urgent exchanges of one device an ordinary one is let
 * through, so that a mute device cannot blind the others. Owned by the line's thread.
 */
final class SpeakingOrder {
  /** Urgent exchanges after which one ordinary exchange is let through. */
  static final int URGENT_IN_A_ROW_AT_MOST = 8;

  private final List<LineMember<Dialogue>> members;
  private int ordinaryTurn;
  private int urgentTurn;

  /** Begins the next exchange of a device, if it has one. */
  interface Beginning {
    boolean begin(LineMember<Dialogue> member) throws IOException;
  }

  SpeakingOrder(List<LineMember<Dialogue>> members) {
    this.members = members;
  }

  /**
   * Lets the next urgent device speak, if there is one that may.
   *
   * @param lateReplyPossible whether a late reply of an earlier exchange can still come: then a
   *     stop is written once, so that the device has it, and its repetition waits until the reply
   *     to it can be trusted
   */
  boolean beginUrgent(boolean lateReplyPossible, Beginning beginning) throws IOException {
    for (int i = 0; i < members.size(); i++) {
      int turn = (urgentTurn + i) % members.size();
      LineMember<Dialogue> member = members.get(turn);
      if (!member.dialogue().isUrgent()) {
        member.urgentInARow(0);
      } else if (member.urgentInARow() < URGENT_IN_A_ROW_AT_MOST
          && !(member.sentIntoQuarantine() && lateReplyPossible)
          && beginning.begin(member)) {
        urgentTurn = (turn + 1) % members.size();
        member.urgentInARow(member.urgentInARow() + 1);
        return true;
      }
    }
    return false;
  }

  /** Lets the next device that is not urgent speak, if there is one that has something to say. */
  boolean beginOrdinary(Beginning beginning) throws IOException {
    for (int i = 0; i < members.size(); i++) {
      int turn = (ordinaryTurn + i) % members.size();
      if (!members.get(turn).dialogue().isUrgent() && beginning.begin(members.get(turn))) {
        ordinaryTurn = (turn + 1) % members.size();
        releaseBrakes();
        return true;
      }
    }
    return false;
  }

  /**
   * Lets urgent devices that had to stand back for an ordinary exchange go on; tells whether there
   * was one.
   */
  boolean releaseBrakes() {
    boolean braked = false;
    for (int i = 0; i < members.size(); i++) {
      braked |= members.get(i).urgentInARow() >= URGENT_IN_A_ROW_AT_MOST;
      members.get(i).urgentInARow(0);
    }
    return braked;
  }
}
