package org.earshot.sip.stack;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.io.IOException;
import java.text.ParseException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.stack.SafeParser.Malformed;
import org.earshot.sip.trace.SipTrace;
import org.earshot.sip.trace.SipTrace.Direction;
import org.earshot.sip.trace.SipTracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes of one message become a message of the stack, or an answer that they are none. On the stack's threads. */
final class PacketIntake {
  private static final Logger LOG = LoggerFactory.getLogger(PacketIntake.class);

  private final EarshotStack stack;
  /** Callers that are turned away come back at different times. */
  private static final int RETRY_MIN_S = 2;
  private static final int RETRY_MAX_S = 10;

  private final AdmissionValve valve;
  private final SipTracer tracer;
  private final String product;
  private final RateLimit answers = new RateLimit(100, System::nanoTime);
  private final LogLimit complaints = new LogLimit(System::nanoTime);

  PacketIntake(EarshotStack stack, AdmissionValve valve, String product) {
    this.stack = stack;
    this.valve = valve;
    this.tracer = valve.tracer();
    this.product = product;
  }

  void on(byte[] bytes, StackChannel channel, long since) {
    try {
      if (!valve.admits(bytes, channel.peer(), since, stack.workers().waiting())) {
        busy(bytes, channel);
        return;
      }
      deliver(new SafeParser().parse(bytes), channel);
    } catch (Malformed problem) {
      malformed(problem.word, channel.peer());
      refuse(RawText.of(bytes), problem.status, problem.getMessage(), channel);
    } catch (Throwable problem) {
      // an error that left this method would end the worker
      if (complaints.admits()) {
        LOG.error("a message of {} was not handled", channel.peer(), problem);
      }
    }
  }

  /** RFC 3261 §21.5.4: without a transaction, from the text alone. */
  private void busy(byte[] bytes, StackChannel channel) {
    int seconds = ThreadLocalRandom.current().nextInt(RETRY_MIN_S, RETRY_MAX_S);
    answer(RawText.of(bytes), 503, "Service Unavailable", Headers.of("Retry-After", Integer.toString(seconds)), channel);
  }

  /** A stream that cannot be cut into messages any more. */
  void unframed(Frame.Broken broken, StackChannel channel) {
    malformed(broken.reason(), channel.peer());
    int status = broken.reason().equals("too-long") ? 513 : 400;
    refuse(RawText.of(broken.head()), status, status == 513 ? "Message Too Large" : "Malformed message", channel);
  }

  void malformed(String word, Hop peer) {
    tracer.on(new SipTrace.Malformed(word, peer));
  }

  void refused(String word, Hop peer) {
    tracer.on(new SipTrace.Refused(word, peer));
  }

  private void refuse(RawText request, int status, String reason, StackChannel channel) {
    if (answers.admits()) {
      answer(request, status, reason, Headers.NONE, channel);
    }
  }

  private void answer(RawText request, int status, String reason, Headers more, StackChannel channel) {
    RawAnswer.to(request, status, reason, channel.peer(), product, more).ifPresent(answer -> {
      try {
        channel.send(answer);
      } catch (IOException gone) {
        LOG.debug("{} to {} not sent", status, channel.peer(), gone);
      }
    });
  }

  /** Counts what leaves, by its first line and CSeq. */
  void sent(byte[] message, StackChannel channel) {
    SentLine line = SentLine.of(message);
    tracer.on(line.status() == 0 ? new SipTrace.Request(Direction.OUT, line.method(), channel.peer())
        : new SipTrace.Response(Direction.OUT, line.method(), line.status(), channel.peer()));
  }

  private void deliver(SIPMessage message, StackChannel channel) throws ParseException, Malformed {
    Hop peer = channel.peer();
    message.setRemoteAddress(peer.address().getAddress());
    message.setRemotePort(peer.address().getPort());
    message.setPeerPacketSourceAddress(peer.address().getAddress());
    message.setPeerPacketSourcePort(peer.address().getPort());
    message.setLocalAddress(channel.getMessageProcessor().getIpAddress());
    message.setLocalPort(channel.getMessageProcessor().getPort());
    // what it came over, whatever its Via says
    message.getTopmostVia().setTransport(channel.getTransport());
    switch (message) {
      case SIPRequest request -> {
        mark(request.getTopmostVia(), peer);
        OldPeers.adapt(request, peer);
        checkHeaders(request);
        checkContact(request);
        deliver(request, channel);
      }
      case SIPResponse response -> deliver(response, channel);
      default -> throw new IllegalStateException("neither request nor response");
    }
  }

  /** RFC 3261 §18.2.1, RFC 3581 §4: answers go where the request came from. */
  private static void mark(Via via, Hop peer) throws ParseException {
    String address = peer.address().getAddress().getHostAddress();
    boolean asked = via.hasParameter(Via.RPORT);
    // a peer behind NAT may have forgotten to ask
    boolean moved = via.getPort() != peer.address().getPort();
    if (asked || moved) {
      via.setParameter(Via.RPORT, Integer.toString(peer.address().getPort()));
    }
    if (asked || moved || !via.getHost().equals(address)) {
      via.setParameter(Via.RECEIVED, address);
    }
    // nobody shall aim our answers at somebody else
    via.removeParameter("maddr");
  }

  /** What the stack wants of a method beyond what every request must have. */
  private static void checkHeaders(SIPRequest request) throws Malformed {
    try {
      request.checkHeaders();
    } catch (ParseException missing) {
      throw new Malformed("headers", 400, missing.getMessage());
    }
  }

  /** RFC 3261 §8.1.1.8, §12.2.2: what is to be the remote target must be one SIP address. */
  private static void checkContact(SIPRequest request) throws Malformed {
    boolean targets = SIPRequest.isTargetRefresh(request.getMethod()) && request.getContactHeader() != null;
    if (targets && !isTarget(request)) {
      throw new Malformed("contact", 400, "Contact is no SIP address");
    }
  }

  private static boolean isTarget(SIPMessage message) {
    Contact contact = message.getContactHeader();
    return contact != null && !contact.isWildCard() && contact.getAddress() != null
        && contact.getAddress().getURI() instanceof SipUri uri && uri.getHost() != null;
  }

  private void deliver(SIPRequest request, StackChannel channel) {
    if (request.getMethod().equals(Request.PRACK)
        && !(stack.getDialog(request.getDialogId(true)) instanceof ServedDialog)) {
      // RFC 3262 §3: only a caller can have got a provisional answer of ours; the stack would say nothing at all
      refuse(Convert.text(request), 481, "Call/Transaction Does Not Exist", channel);
      return;
    }
    ServerRequestInterface taker = stack.newSIPServerRequest(request, channel);
    if (taker == null) {
      return;
    }
    try {
      taker.processRequest(request, channel);
    } finally {
      if (taker instanceof SIPServerTransaction transaction && !transaction.passToListener()) {
        transaction.releaseSem();
      }
    }
  }

  private void deliver(SIPResponse response, StackChannel channel) throws ParseException {
    response.checkHeaders();
    if (response.getStatusCode() / 100 <= 2 && response.getCSeq().getMethod().equals(Request.INVITE)
        && !isTarget(response)) {
      // a callee that forgets its Contact is reached where it answers from; else its 2xx could never get an ACK
      Outgoing.set(response, "Contact", "<sip:" + channel.getPeerHostPort() + ">");
    }
    ServerResponseInterface taker = stack.newSIPServerResponse(response, channel);
    if (taker == null) {
      return;
    }
    try {
      if (taker instanceof SIPClientTransaction transaction && !transaction.checkFromTag(response)) {
        return;
      }
      taker.processResponse(response, channel);
    } finally {
      if (taker instanceof SIPTransaction transaction && !transaction.passToListener()) {
        transaction.releaseSem();
      }
    }
  }
}
