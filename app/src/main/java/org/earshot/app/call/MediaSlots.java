package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.sdp.MediaDescription;
import org.earshot.sip.sdp.SessionDescription;

/**
 * Which of a call's pairs of ports each m= line has. A line that is declined has none, so that a fax that takes the place of
 * the voice in a re-INVITE, on a line of its own, gets the voice's ports. Both legs share it. Immutable.
 *
 * @param slots for each m= line the number of its pair, or {@code NONE}
 */
record MediaSlots(List<Integer> slots) {
  static final int NONE = -1;
  static final MediaSlots EMPTY = new MediaSlots(List.of());

  MediaSlots {
    slots = List.copyOf(slots);
  }

  /** After an offer: lines keep what they had, new ones get what is free among so many pairs. */
  MediaSlots next(SessionDescription offer, int pairs) {
    List<MediaDescription> lines = offer.media();
    var next = new ArrayList<Integer>();
    for (int line = 0; line < lines.size(); line++) {
      int slot = slot(line);
      next.add(carried(lines.get(line)) && slot < pairs ? slot : NONE);
    }
    for (int line = 0; line < lines.size(); line++) {
      if (carried(lines.get(line)) && next.get(line) == NONE) {
        next.set(line, free(next, pairs));
      }
    }
    return new MediaSlots(next);
  }

  private static boolean carried(MediaDescription line) {
    return line.isRelayable() && !line.isDeclined();
  }

  private static int free(List<Integer> taken, int pairs) {
    for (int slot = 0; slot < pairs; slot++) {
      if (!taken.contains(slot)) {
        return slot;
      }
    }
    return NONE;
  }

  /** The pair of a line. */
  int slot(int line) {
    return line < slots.size() ? slots.get(line) : NONE;
  }

  /** The line that has a pair; -1: none has. */
  int line(int slot) {
    return slots.indexOf(slot);
  }
}
