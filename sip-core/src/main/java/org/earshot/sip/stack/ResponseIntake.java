package org.earshot.sip.stack;

import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPDialog;
import java.io.IOException;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.header.RSeqHeader;
import javax.sip.message.Request;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.stack.LegEntry.Fork;
import org.earshot.sip.stack.TransactionIndex.Repeat;
import org.earshot.sip.stack.TransactionIndex.Sent;

/** Received responses, and the time-outs that come in their place. On the stack's threads; never waits. */
final class ResponseIntake {
  private final StackParts parts;
  private final SipEvents events;
  private final ClientRequests requests;
  private final JainSender sender;
  private final LateAnswer lateAnswers;

  ResponseIntake(StackParts parts, SipEvents events, ClientRequests requests, JainSender sender) {
    this.parts = parts;
    this.events = events;
    this.requests = requests;
    this.sender = sender;
    this.lateAnswers = new LateAnswer(parts);
  }

  void on(ResponseEventExt event) throws SipException, IOException {
    var response = (SIPResponse) event.getResponse();
    if (requests.answered(event.getClientTransaction(), response)) {
      return;
    }
    boolean accepted = response.getCSeq().getMethod().equals(Request.INVITE) && response.getStatusCode() / 100 == 2;
    Optional<Sent> sent = sent(event.getClientTransaction(), response);
    var dialog = (SIPDialog) event.getDialog();
    if (accepted && (sent.isEmpty() || dialog == null)) {
      endLate(event, response, dialog);
    } else if (sent.isPresent() && isNews(event, response, dialog, sent.get().leg())) {
      tell(sent.get(), response);
    }
  }

  private void endLate(ResponseEventExt event, SIPResponse response, SIPDialog dialog)
      throws SipException, IOException {
    var provider = (SipProviderImpl) event.getSource();
    lateAnswers.end(response, provider, Convert.source(response));
    if (dialog != null) {
      dialog.delete();
    }
  }

  private static boolean isNews(ResponseEventExt event, SIPResponse response, SIPDialog dialog, LegEntry leg)
      throws SipException {
    if (!response.getCSeq().getMethod().equals(Request.INVITE)) {
      return true;
    }
    if (dialog == null || response.getStatusCode() == 100 || response.getStatusCode() >= 300) {
      return !event.isRetransmission();
    }
    Fork fork = leg.learn(Convert.tag(response.getToTag()), dialog, Convert.source(response));
    if (response.getStatusCode() < 200 && response.getHeader(RSeqHeader.NAME) != null) {
      fork.reliable = response;
    }
    return response.getStatusCode() < 200 ? !event.isRetransmission() : isFirst2xx(fork, response);
  }

  /** Repeated 2xx are acknowledged again and not told (RFC 3261 §13.2.2.4). */
  private static boolean isFirst2xx(Fork fork, SIPResponse response) throws SipException {
    long cseq = response.getCSeq().getSeqNumber();
    synchronized (fork) {
      if (fork.accepted < cseq) {
        fork.accepted = cseq;
        return true;
      }
    }
    if (fork.acknowledged >= cseq) {
      fork.dialog.resendAck();
    }
    return false;
  }

  private void tell(Sent sent, SIPResponse response) {
    if (sender.repeated(sent, response.getStatusCode(), Convert.headers(response))) {
      return;
    }
    if (sent.token() != Sent.QUIET) {
      events.on(new SipEvent.ForLeg(sent.leg().id, Convert.response(response, sent.token())));
    }
  }

  /** A late 2xx has no transaction any more: its leg is found by our Call-ID. */
  private Optional<Sent> sent(ClientTransaction transaction, SIPResponse response) {
    if (transaction != null && transaction.getApplicationData() instanceof Sent sent) {
      return parts.index().leg(sent.leg().id).map(alive -> sent);
    }
    if (!response.getCSeq().getMethod().equals(Request.INVITE)) {
      return Optional.empty();
    }
    return parts.index().dialled(response.getCallId().getCallId())
        .map(leg -> new Sent(leg, Request.INVITE, 0, Repeat.NEVER));
  }

  void timedOut(ClientTransaction transaction) {
    requests.timedOut(transaction);
    if (transaction.getApplicationData() instanceof Sent sent && sent.token() != Sent.QUIET) {
      events.on(new SipEvent.ForLeg(sent.leg().id, new LegEvent.TransactionTimedOut(sent.method(), sent.token())));
    }
  }

  void ackMissing(LegEntry leg) {
    events.on(new SipEvent.ForLeg(leg.id, new LegEvent.AckMissing()));
  }
}
