package org.earshot.app.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaEvents;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings each event to the loop that owns its call. Called by stack, media and API threads; keeps nothing but the
 * table of calls.
 */
public final class Switchboard implements SipEvents, MediaEvents, CallDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
  private static final SipResponse BUSY =
      SipResponse.of(503, "Service Unavailable").with("Retry-After", "5");

  private final CallLoops loops;
  private final Reception reception;
  private final OutOfDialog outOfDialog;
  private final CallServices services;
  private final int callsMax;
  private final Map<String, Call> calls = new ConcurrentHashMap<>();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean draining;

  Switchboard(CallLoops loops, Reception reception, OutOfDialog outOfDialog, CallServices services, int callsMax) {
    this.loops = loops;
    this.reception = reception;
    this.outOfDialog = outOfDialog;
    this.services = services;
    this.callsMax = callsMax;
  }

  @Override
  public void on(SipEvent event) {
    switch (event) {
      case SipEvent.OutOfDialog(RequestId id, var request) -> {
        if (!loops.post(outOfDialog.owner(request), () -> outOfDialog.on(id, request))) {
          services.sip().respond(id, BUSY);
        }
      }
      case SipEvent.NewCall(LegId leg, RequestId id, var request) -> {
        var incoming = new Incoming(leg, id, request);
        if (!loops.post(leg.call(), () -> receive(incoming))) {
          refuse(incoming, BUSY);
        }
      }
      case SipEvent.OutOfDialogAnswer answer -> throw new IllegalStateException("no call asked " + answer.token());
      case SipEvent.FlowEnded(Hop peer) -> post(peer.toString(), () -> outOfDialog.flowEnded(peer));
      case SipEvent.ForLeg(LegId leg, var what) -> post(leg.call(), () -> {
        Call call = calls.get(leg.call());
        if (call != null) {
          call.on(leg.number(), what);
        }
      });
    }
  }

  @Override
  public void on(MediaEvent event) {
    post(event.id().call(), () -> {
      Call call = calls.get(event.id().call());
      if (call != null) {
        call.on(event);
      } else if (event instanceof MediaEvent.RecordingEnded ended) {
        MediaReports.tell(services, ended); // its file takes longer than the call
      }
    });
  }

  /** The answer to a request that one of a user's phones was sent outside any call. */
  public void answered(SipEvent.OutOfDialogAnswer answer) {
    outOfDialog.on(answer);
  }

  private void post(String callId, Runnable task) {
    if (!loops.post(callId, task)) {
      // The call misses an event: the peer's retransmission or one of the timers ends it in the worst case.
      lost.incrementAndGet();
    }
  }

  /** See {@link OtherCalls}. */
  void tell(String from, String to, Consumer<Call> what, Consumer<Call> ifGone) {
    boolean posted = loops.post(to, () -> {
      Call call = calls.get(to);
      if (call != null) {
        what.accept(call);
      } else {
        post(from, () -> Optional.ofNullable(calls.get(from)).ifPresent(ifGone));
      }
    });
    if (!posted) {
      lost.incrementAndGet();
      post(from, () -> Optional.ofNullable(calls.get(from)).ifPresent(ifGone));
    }
  }

  private void receive(Incoming incoming) {
    MDC.put("call", incoming.leg().call());
    try {
      if (draining || calls.size() >= callsMax) {
        refuse(incoming, BUSY);
        return;
      }
      Optional<SipResponse> untimely = services.legPolicy().sessions().refusal(incoming.request());
      if (untimely.isPresent()) {
        refuse(incoming, untimely.get());
        return;
      }
      switch (reception.decide(incoming.request())) {
        case Reception.Admission.Admitted(CallPlan plan) -> admit(incoming, plan);
        case Reception.Admission.Refused(SipResponse response, String why) -> {
          LOG.debug("INVITE from {} refused with {}: {}", incoming.request().source(), response.status(), why);
          refuse(incoming, response);
        }
      }
    } catch (RuntimeException | Error mistake) {
      LOG.error("our mistake; the INVITE is refused", mistake);
      calls.remove(incoming.leg().call());
      refuse(incoming, SipResponse.of(500, "Server Internal Error"));
    } finally {
      MDC.remove("call");
    }
  }

  private void admit(Incoming incoming, CallPlan plan) {
    String id = incoming.leg().call();
    var call = new Call(incoming, plan, loops.of(id), services, () -> {
      calls.remove(id);
      reception.ended(plan);
    });
    calls.put(id, call);
    call.begin(incoming);
  }

  private void refuse(Incoming incoming, SipResponse response) {
    Headers headers = response.headers();
    services.sip().perform(incoming.leg(), new LegAction.SendFinal(incoming.invite(), response.status(),
        response.reason(), headers, Body.NONE));
    services.sip().perform(incoming.leg(), new LegAction.Release());
  }

  @Override
  public List<CallSnapshot> calls() {
    return calls.values().stream().map(Call::snapshot).toList();
  }

  @Override
  public Optional<CallSnapshot> call(String id) {
    return Optional.ofNullable(calls.get(id)).map(Call::snapshot);
  }

  @Override
  public boolean hangUp(String id) {
    return end(id, Cause.OPERATOR);
  }

  @Override
  public boolean command(String id, MediaCommand command) {
    Call call = calls.get(id);
    return call != null && loops.post(id, () -> call.command(command));
  }

  private boolean end(String id, Cause cause) {
    Call call = calls.get(id);
    return call != null && loops.post(id, () -> call.accept(new CallEvent.EndWanted(cause)));
  }

  @Override
  public int active() {
    return (int) calls.values().stream().filter(call -> !call.snapshot().state().equals("ending")).count();
  }

  /** Events that calls have missed because their loop's queue was full. */
  public long lost() {
    return lost.get();
  }

  /** From now on new calls are refused with 503. */
  public void drain() {
    draining = true;
  }

  /** Refuses new calls and ends those standing: callers and callees get BYE, or the answer their state asks for. */
  public void endAll() {
    drain();
    List.copyOf(calls.keySet()).forEach(id -> end(id, Cause.SHUTDOWN));
  }
}
