package org.earshot.app.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.identity.CallerId;
import org.earshot.app.identity.Identities;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipRequest;

/** Who is at the ends of a call: what each is shown of the other, and what of their messages crosses. Owner loop only. */
final class Parties {
  private final Identities identities;
  private final CallerId caller;
  /** At each leg, a user's name or a trunk's; and what it said last that may cross. */
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, Headers> said = new HashMap<>();
  private Optional<Integer> endedBy = Optional.empty();

  Parties(Identities identities, SipRequest invite, CallPlan plan) {
    this.identities = identities;
    this.caller = identities.caller(invite, plan.user(), plan.trunk());
    plan.user().or(plan::trunk).ifPresent(name -> names.put(CallMachine.CALLER, name));
  }

  Identities.Shown shownToUser(int leg, CallPlan plan, String user, String ourHost) {
    names.put(leg, user);
    return identities.toUser(caller(plan), user, ourHost);
  }

  Identities.Shown shownToTrunk(int leg, CallPlan plan, String trunk, String ourHost) {
    names.put(leg, trunk);
    return identities.toTrunk(caller(plan), trunk, ourHost);
  }

  /** Whoever transfers a call is the one who calls then, without what the first caller brought along. */
  private CallerId caller(CallPlan plan) {
    return plan.caller().equals(caller.number()) ? caller
        : new CallerId(plan.caller(), plan.display(), false, List.of(), List.of());
  }

  void answered(int leg, Headers headers) {
    said.put(leg, headers);
  }

  void ended(int leg, Headers headers) {
    endedBy = Optional.of(leg);
    said.put(leg, headers);
  }

  /** What the answer of one brings along for the other. */
  Headers answer(int from, int to) {
    return names.containsKey(from) && names.containsKey(to)
        ? identities.carried(said.getOrDefault(from, Headers.NONE), names.get(from), names.get(to)) : Headers.NONE;
  }

  /** What the one who ended the call brings along for that leg. */
  Headers goodbye(int leg) {
    return endedBy.filter(by -> by != leg).map(by -> answer(by, leg)).orElse(Headers.NONE);
  }
}
