package org.earshot.sip;

import java.util.Optional;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;

/** What the core may ask of SIP. Any thread; never blocks on the network; failures come back as {@link SipEvent}s. */
public interface SipActions {
  /** Sends for a leg, in the order of the calls. */
  void perform(LegId leg, LegAction.Send action);

  /** Answers a request outside any dialog, once. An id that has been answered or has timed out is ignored. */
  void respond(RequestId id, SipResponse response);

  /**
   * The leg of a dialog, by its Call-ID, our tag and the peer's, early dialogs included; empty where there is none. For
   * what comes seldom: it looks at all legs.
   */
  default Optional<LegId> find(String callId, String localTag, String remoteTag) {
    return Optional.empty();
  }

  /** Sends a request outside any dialog. Exactly one {@link SipEvent.OutOfDialogAnswer} follows, within 32 s. */
  void send(RequestToken token, OutgoingRequest request);

  /** The login that answers the challenges of an incoming leg's peer; an outgoing one has it in its INVITE. */
  void login(LegId leg, Login login);
}
