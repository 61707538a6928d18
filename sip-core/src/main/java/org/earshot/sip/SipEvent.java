package org.earshot.sip;

import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/** Everything that comes out of SIP towards the server's core. */
public sealed interface SipEvent {

  /** A request outside any dialog, other than INVITE, ACK and CANCEL. Answer it by {@link SipActions#respond}. */
  record OutOfDialog(RequestId id, SipRequest request) implements SipEvent {}

  /** A new INVITE. The leg's id is fresh and names the new call; 100 Trying has been sent. */
  record NewCall(LegId leg, RequestId id, SipRequest request) implements SipEvent {}

  /** Something for a leg that exists. */
  record ForLeg(LegId leg, LegEvent event) implements SipEvent {}
}
