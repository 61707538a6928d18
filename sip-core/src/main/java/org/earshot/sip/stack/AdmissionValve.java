package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.util.Optional;
import org.earshot.sip.SipGate;
import org.earshot.sip.message.Hop;
import org.earshot.sip.trace.SipTrace;
import org.earshot.sip.trace.SipTrace.Direction;
import org.earshot.sip.trace.SipTracer;

/** Refuses before the price is paid: sees each message before any transaction exists. On the stack's threads. */
final class AdmissionValve {
  private final SipTracer tracer;
  private final Ids ids;
  private final SipGate gate;
  private final CallValve calls;

  AdmissionValve(SipTracer tracer, Ids ids, SipGate gate) {
    this.tracer = tracer;
    this.ids = ids;
    this.gate = gate;
    this.calls = new CallValve(gate, System::nanoTime);
  }

  /** Before a packet is read, or a connection is taken. */
  boolean admits(Hop source) {
    boolean admitted = gate.admits(source.address().getAddress());
    if (!admitted) {
      tracer.on(new SipTrace.Refused("banned", source));
    }
    return admitted;
  }

  /** Whether a datagram that can wait had better be dropped: its peer repeats it. */
  boolean overloaded() {
    return gate.overloaded();
  }

  /** Before a message is parsed: false where it is a new call that gets 503. As {@link CallValve#refusal}. */
  boolean admits(byte[] message, Hop source, long since, int waiting) {
    Optional<String> refusal = calls.refusal(message, source.address().getAddress(), since, waiting);
    refusal.ifPresent(word -> tracer.on(new SipTrace.Refused(word, source)));
    return refusal.isEmpty();
  }

  SipTracer tracer() {
    return tracer;
  }

  boolean admits(SIPRequest request, MessageChannel channel) {
    Hop peer = ((StackChannel) channel).peer();
    tracer.on(new SipTrace.Request(Direction.IN, request.getMethod(), peer));
    return true;
  }

  boolean admits(SIPResponse response, MessageChannel channel) {
    Hop peer = ((StackChannel) channel).peer();
    tracer.on(new SipTrace.Response(Direction.IN, response.getCSeq().getMethod(), response.getStatusCode(), peer));
    if (!ids.isOurs(response.getTopmostVia().getBranch())) {
      tracer.on(new SipTrace.Refused("stray-response", peer));
      return false;
    }
    return true;
  }
}
