package org.earshot.app.call;

import java.util.LinkedHashMap;
import org.earshot.app.route.Trunks;
import org.earshot.sip.leg.LegCommand.Invite;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipUri;

/** The callee's INVITE, made afresh: nothing of the caller's side but who calls, who is called and the hops left. */
final class Invites {
  private Invites() {}

  static Invite toContact(CallPlan plan, Attempt.Contact phone, String ourHost) {
    return invite(plan, phone.binding().contact(), phone.hop(), NameAddr.of("", SipUri.sip(plan.callee(), ourHost, 0)), ourHost);
  }

  static Invite toTrunk(CallPlan plan, String number, Trunks.Address address, String ourHost) {
    SipUri trunk = address.uri();
    var params = new LinkedHashMap<>(trunk.params());
    var target = new SipUri(trunk.scheme(), number, trunk.host(), trunk.port(), params);
    Invite plain = invite(plan, target, address.hop(), NameAddr.of("", SipUri.sip(number, trunk.host(), 0)), ourHost);
    Headers headers = plain.headers();
    for (String hop : address.route()) {
      headers = headers.with("Route", hop);
    }
    return new Invite(plain.requestUri(), plain.hop(), plain.from(), plain.to(), plain.contactUser(), headers,
        plain.body(), address.login());
  }

  private static Invite invite(CallPlan plan, SipUri target, Hop hop, NameAddr to, String ourHost) {
    var from = NameAddr.of(plan.display(), SipUri.sip(plan.caller(), ourHost, 0));
    return new Invite(target, hop, from, to, plan.caller(),
        Headers.of("Max-Forwards", Integer.toString(plan.maxForwards())), Body.NONE);
  }

  static Invite withBody(Invite invite, Body body) {
    return new Invite(invite.requestUri(), invite.hop(), invite.from(), invite.to(), invite.contactUser(),
        invite.headers(), body, invite.login());
  }
}
