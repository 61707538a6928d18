package org.earshot.app.call;

import java.util.List;
import org.earshot.app.identity.Identities;
import org.earshot.app.route.Trunks;
import org.earshot.sip.leg.LegCommand.Invite;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipUri;

/** The callee's INVITE, made afresh: nothing of the caller's side but who calls, who is called and the hops left. */
final class Invites {
  private Invites() {}

  /** {@code caller}: as the phone is shown it. */
  static Invite toContact(CallPlan plan, Identities.Shown caller, Attempt.Contact phone, String ourHost) {
    NameAddr to = NameAddr.of("", SipUri.sip(plan.callee(), ourHost, 0));
    return new Invite(phone.binding().contact(), phone.hop(), caller.from(), to, caller.contactUser(),
        by(phone.binding().path(), headers(plan, caller)), Body.NONE);
  }

  /** {@code caller}: as the trunk is shown it. */
  static Invite toTrunk(CallPlan plan, Identities.Shown caller, String number, Trunks.Address address) {
    SipUri trunk = address.uri();
    return new Invite(trunk.withUser(number), address.hop(), caller.from(),
        NameAddr.of("", SipUri.sip(number, trunk.host(), 0)), caller.contactUser(),
        by(address.route(), headers(plan, caller)), Body.NONE, address.login());
  }

  private static Headers by(List<String> route, Headers headers) {
    Headers routed = headers;
    for (String hop : route) {
      routed = routed.with("Route", hop);
    }
    return routed;
  }

  private static Headers headers(CallPlan plan, Identities.Shown caller) {
    return caller.headers().with("Max-Forwards", Integer.toString(plan.maxForwards()));
  }

  static Invite withBody(Invite invite, Body body) {
    return new Invite(invite.requestUri(), invite.hop(), invite.from(), invite.to(), invite.contactUser(),
        invite.headers(), body, invite.login());
  }
}
