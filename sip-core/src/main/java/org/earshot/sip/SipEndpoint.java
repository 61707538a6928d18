package org.earshot.sip;

import java.util.Optional;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.stack.RunningStack;
import org.earshot.sip.trace.SipTracer;

/**
 * SIP on the wire: started with its settings, it reports to {@link SipEvents} and does what {@link SipActions} asks.
 * All methods may be called from any thread; one endpoint a process.
 */
public final class SipEndpoint implements SipActions, AutoCloseable {
  private final RunningStack stack;

  private SipEndpoint(RunningStack stack) {
    this.stack = stack;
  }

  /** Binds every listening point. Events come from the moment this is called, before it returns. */
  public static SipEndpoint start(SipSettings settings, SipEvents events, SipTracer tracer) throws SipStartException {
    return start(settings, events, tracer, SipGate.OPEN);
  }

  /** The same behind a gate. */
  public static SipEndpoint start(SipSettings settings, SipEvents events, SipTracer tracer, SipGate gate)
      throws SipStartException {
    return new SipEndpoint(RunningStack.start(settings, events, tracer, gate));
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    stack.perform(leg, action);
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    stack.respond(id, response);
  }

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    stack.send(token, request);
  }

  @Override
  public Optional<LegId> find(String callId, String localTag, String remoteTag) {
    return stack.find(callId, localTag, remoteTag);
  }

  @Override
  public void login(LegId leg, Login login) {
    stack.login(leg, login);
  }

  /** A fresh id, for a call whose first leg we dial. */
  public LegId newCall() {
    return stack.newCall();
  }

  /** Whether every listening point is being read. */
  public boolean listening() {
    return stack.listening();
  }

  /** Legs that have not been released. */
  public int legs() {
    return stack.legs();
  }

  /** Dialogs in the stack, those that linger after their end included. */
  public int dialogs() {
    return stack.dialogs();
  }

  /** Transactions in the stack, those that only absorb repeats (up to 32 s) included. */
  public int transactions() {
    return stack.transactions();
  }

  /** Stops at once: sockets closed, no thread left, nothing sent. Whoever has calls ends them first. */
  @Override
  public void close() {
    stack.close();
  }
}
