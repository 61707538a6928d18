package org.earshot.sip.stack;

import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPDialog;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.stack.LegEntry.Fork;
import org.earshot.sip.stack.TransactionIndex.Sent;

/** Received responses, and the time-outs that come in their place. On the stack's threads; never waits. */
final class ResponseIntake {
  private final StackParts parts;
  private final SipEvents events;

  ResponseIntake(StackParts parts, SipEvents events) {
    this.parts = parts;
    this.events = events;
  }

  void on(ResponseEventExt event) throws SipException {
    var response = (SIPResponse) event.getResponse();
    Optional<Sent> sent = sent(event.getClientTransaction(), response);
    if (sent.isEmpty()) {
      return;
    }
    if (!response.getCSeq().getMethod().equals(Request.INVITE)) {
      tell(sent.get(), response);
      return;
    }
    var dialog = (SIPDialog) event.getDialog();
    LegEntry leg = sent.get().leg();
    if (dialog == null || response.getToTag() == null || response.getStatusCode() == 100) {
      tell(sent.get(), response);
      return;
    }
    Fork fork = leg.learn(response.getToTag(), dialog, Convert.source(response, leg.point.transport()));
    if (isNews(fork, event, response)) {
      tell(sent.get(), response);
    }
  }

  /** Repeated 2xx are acknowledged again and not told (RFC 3261 §13.2.2.4). */
  private static boolean isNews(Fork fork, ResponseEventExt event, SIPResponse response) throws SipException {
    int status = response.getStatusCode();
    if (status < 200) {
      return !event.isRetransmission();
    }
    if (status >= 300) {
      return true;
    }
    long cseq = response.getCSeq().getSeqNumber();
    synchronized (fork) {
      if (fork.answered < cseq) {
        fork.answered = cseq;
        return true;
      }
    }
    if (fork.acknowledged >= cseq) {
      fork.dialog.resendAck();
    }
    return false;
  }

  private void tell(Sent sent, SIPResponse response) {
    if (sent.token() != Sent.QUIET) {
      events.on(new SipEvent.ForLeg(sent.leg().id, Convert.response(response, sent.token())));
    }
  }

  /** A late 2xx has no transaction any more: its leg is found by our Call-ID. */
  private Optional<Sent> sent(ClientTransaction transaction, SIPResponse response) {
    if (transaction != null && transaction.getApplicationData() instanceof Sent sent) {
      return Optional.of(sent);
    }
    return parts.index().dialled(response.getCallId().getCallId())
        .map(leg -> new Sent(leg, response.getCSeq().getMethod(), 0));
  }

  void timedOut(ClientTransaction transaction) {
    if (transaction.getApplicationData() instanceof Sent sent && sent.token() != Sent.QUIET) {
      events.on(new SipEvent.ForLeg(sent.leg().id, new LegEvent.TransactionTimedOut(sent.method(), sent.token())));
    }
  }

  void ackMissing(LegEntry leg) {
    events.on(new SipEvent.ForLeg(leg.id, new LegEvent.AckMissing()));
  }
}
