package org.earshot.sip.stack;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.io.IOException;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.stack.LegEntry.Fork;
import org.earshot.sip.stack.TransactionIndex.Pending;
import org.earshot.sip.stack.Transports.Point;

/** Received requests: takes the server transaction, finds the leg, tells it. On the stack's threads; never waits. */
final class RequestIntake {
  private final StackParts parts;
  private final SipEvents events;

  RequestIntake(StackParts parts, SipEvents events) {
    this.parts = parts;
    this.events = events;
  }

  void on(RequestEvent event) throws SipException, IOException, InvalidArgumentException {
    var request = (SIPRequest) event.getRequest();
    switch (request.getMethod()) {
      case Request.ACK -> ack(event, request);
      case Request.CANCEL -> cancel(event, request);
      default -> {
        // taken at once: while there is none, each retransmission would come here as a new request
        ServerTransaction transaction = transaction(event, request);
        try {
          other(event, request, transaction);
        } catch (IllegalArgumentException malformed) {
          refuse(transaction, request, SipResponse.of(400, RawAnswer.phrase("Bad Request: " + malformed.getMessage())));
        }
      }
    }
  }

  private static ServerTransaction transaction(RequestEvent event, SIPRequest request) throws SipException {
    return event.getServerTransaction() != null ? event.getServerTransaction()
        : ((SipProviderImpl) event.getSource()).getNewServerTransaction(request);
  }

  private void other(RequestEvent event, SIPRequest raw, ServerTransaction transaction)
      throws SipException, IOException, InvalidArgumentException {
    Point point = point(event, raw);
    Hop source = Convert.source(raw);
    SipRequest request = Convert.request(raw, source, parts.addresses().socketAddress(point, source));
    Optional<SipResponse> refusal = Screening.refusal(raw, request, parts.ids());
    if (refusal.isPresent()) {
      refuse(transaction, raw, refusal.get());
    } else if (raw.getToTag() != null) {
      inDialog((SIPDialog) event.getDialog(), raw, request, transaction);
    } else if (raw.getMethod().equals(Request.INVITE)) {
      newCall(point, raw, request, transaction);
    } else {
      Pending pending = parts.index().add(Optional.empty(), transaction, raw);
      tell(pending, new SipEvent.OutOfDialog(pending.id(), request));
    }
  }

  private void newCall(Point point, SIPRequest raw, SipRequest request, ServerTransaction transaction)
      throws SipException, IOException, InvalidArgumentException {
    if (parts.index().incomingCount() >= parts.callsMax()) {
      refuse(transaction, raw, SipResponse.of(503, "Service Unavailable").with("Retry-After", "5"));
      return;
    }
    transaction.sendResponse(parts.outgoing().response(raw, 100, "Trying", Headers.NONE, Body.NONE));
    var dialog = (SIPDialog) point.provider().getNewDialog(transaction);
    var names = new LegEntry.Names(request.callId(), parts.ids().tag(), request.requestUri().user());
    var leg = new LegEntry(parts.ids().newCall(), true, names, point, parts.addresses().host(point, request.source()));
    leg.learn(Convert.tag(raw.getFromTag()), dialog, request.source());
    dialog.setApplicationData(leg);
    parts.index().add(leg);
    Pending pending = parts.index().add(Optional.of(leg), transaction, raw);
    tell(pending, new SipEvent.NewCall(leg.id, pending.id(), request));
  }

  /** A core that throws has not taken the request: nobody else would ever answer it. */
  private void tell(Pending pending, SipEvent event) throws SipException, InvalidArgumentException {
    try {
      events.on(event);
    } catch (RuntimeException mistake) {
      parts.index().take(pending.id());
      pending.leg().ifPresent(parts.index()::remove);
      refuse(pending.transaction(), pending.request(), SipResponse.of(500, "Server Internal Error"));
      throw mistake;
    }
  }

  private void inDialog(SIPDialog dialog, SIPRequest raw, SipRequest request, ServerTransaction transaction)
      throws SipException, InvalidArgumentException {
    Optional<LegEntry> found = leg(dialog, raw);
    if (dialog == null || found.isEmpty()) {
      // RFC 3261 §12.2.2
      refuse(transaction, raw, SipResponse.of(481, "Call/Transaction Does Not Exist"));
      return;
    }
    LegEntry leg = found.get();
    Fork fork = leg.learn(Convert.tag(raw.getFromTag()), dialog, request.source());
    if (leg.isUnwanted(fork)) {
      refuse(transaction, raw, raw.getMethod().equals(Request.BYE) ? SipResponse.of(200, "OK")
          : SipResponse.of(481, "Call/Transaction Does Not Exist"));
      return;
    }
    Pending pending = parts.index().add(found, transaction, raw);
    events.on(new SipEvent.ForLeg(leg.id, switch (request.method()) {
      case Request.INVITE -> new LegEvent.InviteReceived(pending.id(), request);
      case Request.BYE -> new LegEvent.ByeReceived(pending.id(), request);
      default -> new LegEvent.RequestReceived(pending.id(), request);
    }));
  }

  /** By the dialog; a dialog that the stack made for a further fork of an outgoing leg is found by our Call-ID. */
  private Optional<LegEntry> leg(SIPDialog dialog, SIPRequest raw) {
    if (dialog != null && dialog.getApplicationData() instanceof LegEntry leg) {
      return parts.index().leg(leg.id);
    }
    return parts.index().dialled(raw.getCallId().getCallId());
  }

  private void ack(RequestEvent event, SIPRequest raw) {
    var dialog = (SIPDialog) event.getDialog();
    leg(dialog, raw).filter(leg -> dialog != null).ifPresent(leg -> {
      Fork fork = leg.learn(Convert.tag(raw.getFromTag()), dialog, Convert.source(raw));
      long cseq = raw.getCSeq().getSeqNumber();
      // an ACK can come twice, and before sendResponse has returned
      if (fork.answered == cseq && fork.confirmed < cseq) {
        fork.confirmed = cseq;
        events.on(new SipEvent.ForLeg(leg.id, new LegEvent.AckReceived(Convert.body(raw))));
      }
    });
  }

  private void cancel(RequestEvent event, SIPRequest raw) throws SipException, InvalidArgumentException {
    ServerTransaction transaction = transaction(event, raw);
    SIPServerTransaction invite = ((SIPServerTransaction) transaction).getCanceledInviteTransaction();
    if (invite == null) {
      refuse(transaction, raw, SipResponse.of(481, "Call/Transaction Does Not Exist"));
      return;
    }
    transaction.sendResponse(parts.outgoing().response(raw, 200, "OK", Headers.NONE, Body.NONE));
    if (invite.getApplicationData() instanceof Pending pending) {
      pending.leg().ifPresent(leg ->
          events.on(new SipEvent.ForLeg(leg.id, new LegEvent.CancelReceived(Convert.headers(raw)))));
    }
  }

  private void refuse(ServerTransaction transaction, SIPRequest request, SipResponse refusal)
      throws SipException, InvalidArgumentException {
    var response = parts.outgoing()
        .response(request, refusal.status(), refusal.reason(), refusal.headers(), refusal.body());
    if (response.getToTag() == null) {
      response.setToTag(parts.ids().tag());
    }
    transaction.sendResponse(response);
  }

  private Point point(RequestEvent event, SIPRequest request) {
    return parts.transports().of((SipProviderImpl) event.getSource(), Convert.source(request).transport());
  }
}
