package org.earshot.app.call;

import java.util.List;
import java.util.Optional;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.transfer.Replaces;
import org.earshot.sip.sdp.SessionDescription;

/**
 * All that was decided about a call when its INVITE was let in. Does not change.
 *
 * @param caller       who calls, as the callee is to see it: a user's name or the number a trunk sent
 * @param display      the caller's display name; may be empty
 * @param callee       what was dialled
 * @param user         the user who calls; empty where a trunk does
 * @param trunk        the trunk it came from
 * @param direction    which way it goes; empty where the call fits no route
 * @param groups       whom to call: a group at once, one group after the other
 * @param refusal      why there are none
 * @param maxForwards  what is left for the callee's side
 * @param infoAllowed  the caller's Allow lists INFO
 * @param offer        the caller's SDP; empty: the callee is asked for an offer
 * @param replaces     the dialog whose place the caller is to take
 */
record CallPlan(String caller, String display, String callee, Optional<String> user, Optional<String> trunk,
                Optional<Direction> direction, List<List<Attempt>> groups, Cause refusal, CallPolicy policy,
                int maxForwards, boolean infoAllowed, String callerCallId, Optional<SessionDescription> offer,
                Optional<Replaces> replaces) {

  /** The same call for whom it is transferred to. */
  CallPlan referred(String by, String to) {
    return new CallPlan(by, by.equals(caller) ? display : "", to, user, trunk, direction, groups, refusal, policy,
        maxForwards, infoAllowed, callerCallId, offer, replaces);
  }
}
