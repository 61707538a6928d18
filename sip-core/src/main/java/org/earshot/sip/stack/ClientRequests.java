package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.SipEvent.OutOfDialogAnswer.Origin;
import org.earshot.sip.SipEvents;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.earshot.sip.stack.Transports.Point;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests of ours outside any dialog, and what becomes of them. Any thread: a datagram leaves at once, what may need
 * a connection first leaves on a virtual thread.
 */
final class ClientRequests {
  private static final Logger LOG = LoggerFactory.getLogger(ClientRequests.class);

  /** Application data of the client transaction. */
  private record Asked(RequestToken token) {}

  private final StackParts parts;
  private final SipEvents events;

  ClientRequests(StackParts parts, SipEvents events) {
    this.parts = parts;
    this.events = events;
  }

  void send(RequestToken token, OutgoingRequest request) {
    if (request.hop().transport() == Transport.UDP) {
      sendNow(token, request);
    } else {
      Thread.ofVirtual().name("sip-send").start(() -> sendNow(token, request));
    }
  }

  private void sendNow(RequestToken token, OutgoingRequest request) {
    try {
      Point point = parts.transports().towards(request.hop());
      String host = parts.addresses().host(point, request.hop());
      SIPRequest message = parts.outgoing().outOfDialog(request, point, host);
      message.setApplicationData(Hops.jain(request.hop()));
      point.expect(request.hop());
      ClientTransaction transaction = point.provider().getNewClientTransaction(message);
      transaction.setApplicationData(new Asked(token));
      transaction.sendRequest();
    } catch (SipException | IOException | RuntimeException problem) {
      LOG.debug("{} {} to {} could not be sent", token, request.method(), request.hop(), problem);
      tell(token, Origin.TRANSPORT, SipResponse.of(503, "Service Unavailable"));
    }
  }

  /** False where the transaction is not one of these. */
  boolean answered(ClientTransaction transaction, SIPResponse response) {
    if (transaction == null || !(transaction.getApplicationData() instanceof Asked(RequestToken token))) {
      return false;
    }
    if (response.getStatusCode() >= 200) {
      tell(token, Origin.PEER, new SipResponse(response.getStatusCode(), String.valueOf(response.getReasonPhrase()),
          Convert.headers(response), Convert.body(response)));
    }
    return true;
  }

  /** RFC 3261 §8.1.3.1: silence is treated as 408. */
  void timedOut(ClientTransaction transaction) {
    if (transaction.getApplicationData() instanceof Asked(RequestToken token)) {
      tell(token, Origin.SILENCE, SipResponse.of(408, "Request Timeout"));
    }
  }

  private void tell(RequestToken token, Origin origin, SipResponse response) {
    events.on(new OutOfDialogAnswer(token, origin, response));
  }
}
