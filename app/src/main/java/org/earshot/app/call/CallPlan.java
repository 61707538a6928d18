package org.earshot.app.call;

import java.util.List;
import java.util.Optional;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.registrar.Binding;
import org.earshot.sip.sdp.SessionDescription;

/**
 * All that was decided about a call when its INVITE was let in. Does not change.
 *
 * @param caller       who calls, as the callee is to see it: a user's name or the number a trunk sent
 * @param display      the caller's display name; may be empty
 * @param callee       what was dialled
 * @param trunk        the trunk it came from
 * @param direction    which way it goes; empty where the call fits no route
 * @param attempts     whom to try, in order; leg n is attempt n - 1
 * @param refusal      why there are no attempts
 * @param amd          what is done with the verdict
 * @param verdictMaxMs longest wait of a held answer for its verdict
 * @param tryMs        wait for a first word of an attempt that is not the last
 * @param ringMs       no-answer time of each attempt
 * @param durationMaxMs longest call
 * @param maxForwards  what is left for the callee's side
 * @param infoAllowed  the caller's Allow lists INFO
 * @param offer        the caller's SDP; empty: the callee is asked for an offer
 */
record CallPlan(String caller, String display, String callee, Optional<String> trunk, Optional<Direction> direction,
                List<Attempt> attempts, Cause refusal, Amd amd, long verdictMaxMs, long tryMs, long ringMs,
                long durationMaxMs, int maxForwards,
                boolean infoAllowed, String callerCallId, Optional<SessionDescription> offer) {

  /** Somebody to call. */
  sealed interface Attempt {
    record Contact(Binding binding) implements Attempt {}

    record Trunk(String name, String number) implements Attempt {}

    default Optional<String> trunk() {
      return this instanceof Trunk to ? Optional.of(to.name()) : Optional.empty();
    }
  }

  Attempt attempt(int leg) {
    return attempts.get(leg - 1);
  }

  boolean isLast(int leg) {
    return leg == attempts.size();
  }
}
