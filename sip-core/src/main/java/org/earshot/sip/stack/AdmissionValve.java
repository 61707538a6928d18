package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import org.earshot.sip.message.Hop;
import org.earshot.sip.trace.SipTrace;
import org.earshot.sip.trace.SipTrace.Direction;
import org.earshot.sip.trace.SipTracer;

/** Refuses before the price is paid: sees each message before any transaction exists. On the stack's threads. */
final class AdmissionValve {
  private final SipTracer tracer;
  private final Ids ids;

  AdmissionValve(SipTracer tracer, Ids ids) {
    this.tracer = tracer;
    this.ids = ids;
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
