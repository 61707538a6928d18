package org.earshot.sip;

import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;

/** Everything that comes out of SIP towards the server's core. */
public sealed interface SipEvent {

  /** A request outside any dialog, other than INVITE, ACK and CANCEL. Answer it by {@link SipActions#respond}. */
  record OutOfDialog(RequestId id, SipRequest request) implements SipEvent {}

  /** The final answer to a request of ours outside any dialog; told once, in the caller's thread where it cannot leave. */
  record OutOfDialogAnswer(RequestToken token, Origin origin, SipResponse response) implements SipEvent {

    /** Who says so: the peer; nobody, where it kept silent (408); the network, where it does not carry it (503). */
    public enum Origin { PEER, SILENCE, TRANSPORT }
  }

  /** A new INVITE. The leg's id is fresh and names the new call; 100 Trying has been sent. */
  record NewCall(LegId leg, RequestId id, SipRequest request) implements SipEvent {}

  /** A connection that the peer had made has ended: whoever is reached by it alone is reached no more. */
  record FlowEnded(Hop peer) implements SipEvent {}

  /** Something for a leg that exists. */
  record ForLeg(LegId leg, LegEvent event) implements SipEvent {}
}
