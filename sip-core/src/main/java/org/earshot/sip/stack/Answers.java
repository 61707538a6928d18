package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.Extensions;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.stack.TransactionIndex.Pending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to requests that wait, of legs and of nobody. Any thread. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final StackParts parts;
  private final SipEvents events;

  Answers(StackParts parts, SipEvents events) {
    this.parts = parts;
    this.events = events;
  }

  /** To a request outside any dialog, once. */
  void give(RequestId id, SipResponse answer) {
    parts.index().take(id).ifPresent(pending -> {
      // the peer's connection takes what it can at once: this does not wait
      try {
        pending.transaction().sendResponse(response(pending, answer, parts.ids().tag()));
        forget(pending);
      } catch (SipException | InvalidArgumentException | RuntimeException problem) {
        LOG.debug("{} to {} not sent", answer.status(), pending.request().getMethod(), problem);
      }
    });
  }

  /** To a request of a leg. */
  void give(LegEntry leg, RequestId id, SipResponse answer) throws SipException, InvalidArgumentException {
    Optional<Pending> found = answer.status() < 200 ? parts.index().pending(id) : parts.index().take(id);
    if (found.isEmpty()) {
      LOG.debug("leg={} status={} for a request that waits no more", leg.id, answer.status());
      return;
    }
    SIPRequest request = found.get().request();
    SIPResponse response = response(found.get(), answer, leg.localTag);
    boolean invite = request.getMethod().equals(Request.INVITE);
    if (answer.status() < 300 && (invite || request.getMethod().equals(Request.UPDATE))) {
      // RFC 3261 §12.1.1, RFC 3311 §5.2: what makes a dialog or moves its target says where its maker is
      Outgoing.setIfAbsent(response, "Contact", "<" + leg.contactUri() + ">");
      Outgoing.setIfAbsent(response, "Allow", Outgoing.ALLOW);
      if (answer.status() >= 200) {
        Outgoing.setIfAbsent(response, "Supported", Extensions.supported());
      }
      if (invite && answer.status() >= 200) {
        // before it leaves: the ACK can be faster than the return of sendResponse
        leg.current().ifPresent(fork -> fork.answered = request.getCSeq().getSeqNumber());
      }
    }
    try {
      found.get().transaction().sendResponse(response);
      if (answer.status() >= 200) {
        forget(found.get());
      }
    } catch (SipException lost) {
      lost(leg, request, answer.status(), lost);
    }
  }

  /** What only repeats its answer, for 32 s over UDP, needs nothing of ours: no leg, no dialog, no request. */
  private static void forget(Pending answered) {
    answered.transaction().setApplicationData(null);
  }

  private SIPResponse response(Pending pending, SipResponse answer, String tag)
      throws SipException, InvalidArgumentException {
    SIPResponse response = parts.outgoing()
        .response(pending.request(), answer.status(), answer.reason(), answer.headers(), answer.body());
    if (response.getToTag() == null && answer.status() > 100) {
      response.setToTag(tag);
    }
    return response;
  }

  /** The connection to the peer is gone. No ACK will come for this 2xx, and nobody hears the ringing. */
  private void lost(LegEntry leg, SIPRequest request, int status, SipException why) {
    LOG.debug("leg={} {} to {} could not be sent", leg.id, status, request.getMethod(), why);
    if (!request.getMethod().equals(Request.INVITE) || status >= 300) {
      return;
    }
    events.on(new SipEvent.ForLeg(leg.id, status >= 200 ? new LegEvent.AckMissing()
        : new LegEvent.SendFailed(Request.INVITE, 0, String.valueOf(why.getMessage()))));
  }
}
