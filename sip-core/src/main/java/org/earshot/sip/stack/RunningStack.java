package org.earshot.sip.stack;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.PeerUnavailableException;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.SipGate;
import org.earshot.sip.SipSettings;
import org.earshot.sip.SipStartException;
import org.earshot.sip.auth.DigestClient;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.trace.SipTracer;

/** The adapter put together and running. Public for SipEndpoint, the only one to use it. Any thread. */
public final class RunningStack implements SipActions, AutoCloseable {
  private static final AtomicInteger STACKS = new AtomicInteger();

  private final EarshotStack stack;
  private final StackParts parts;
  private final JainSender sender;
  private final Answers answers;
  private final ClientRequests requests;

  private RunningStack(EarshotStack stack, StackParts parts, SipEvents events) {
    this.stack = stack;
    this.parts = parts;
    this.answers = new Answers(parts, events);
    this.sender = new JainSender(parts, events, answers);
    this.requests = new ClientRequests(parts, events);
    stack.onFlowEnded(peer -> events.on(new SipEvent.FlowEnded(peer)));
    parts.transports().listen(new JainListener(new RequestIntake(parts, events),
        new ResponseIntake(parts, events, requests, sender), parts.index()));
  }

  /** Binds every listening point, or none. */
  public static RunningStack start(SipSettings settings, SipEvents events, SipTracer tracer, SipGate gate)
      throws SipStartException {
    return start(settings, events, tracer, gate, new StackTimer());
  }

  static RunningStack start(SipSettings settings, SipEvents events, SipTracer tracer, SipGate gate, StackTimer timer)
      throws SipStartException {
    var ids = new Ids();
    var index = new TransactionIndex();
    EarshotStack stack = stack(settings, new AdmissionValve(tracer, ids, gate), timer);
    try {
      Transports transports = Transports.open(stack, settings);
      var parts = new StackParts(transports, new LocalAddresses(), index, ids,
          new Outgoing(ids, settings.userAgent()), settings.callsMax(),
          new SizeRule(settings.connections().fromBytes(), transports, System::nanoTime));
      return new RunningStack(stack, parts, events);
    } catch (SipStartException | RuntimeException problem) {
      stack.stop();
      throw problem;
    }
  }

  private static EarshotStack stack(SipSettings settings, AdmissionValve valve, StackTimer timer)
      throws SipStartException {
    try {
      var name = "sip-" + STACKS.incrementAndGet();
      return new EarshotStack(StackProperties.of(settings, name), valve, new Workers(settings.workers()),
          new Streams(settings), timer);
    } catch (PeerUnavailableException problem) {
      throw new SipStartException("the SIP stack refuses its settings: " + problem.getMessage(), problem);
    } catch (IOException problem) {
      throw new SipStartException("TLS: " + problem.getMessage(), problem);
    }
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    sender.perform(leg, action);
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    answers.give(id, response);
  }

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    requests.send(token, request);
  }

  @Override
  public Optional<LegId> find(String callId, String localTag, String remoteTag) {
    return parts.index().find(callId, localTag, remoteTag).map(leg -> leg.id);
  }

  @Override
  public void login(LegId leg, Login login) {
    parts.index().leg(leg).ifPresent(entry -> entry.digest = Optional.of(new DigestClient(login)));
  }

  public LegId newCall() {
    return parts.ids().newCall();
  }

  public boolean listening() {
    return stack.listening();
  }

  public int legs() {
    return parts.index().legCount();
  }

  public int dialogs() {
    return stack.dialogCount();
  }

  public int unanswered() {
    return parts.index().pendingCount();
  }

  public int transactions() {
    return stack.getClientTransactionTableSize() + stack.getServerTransactionTableSize();
  }

  @Override
  public void close() {
    stack.onFlowEnded(_ -> {});
    stack.stop();
  }
}
