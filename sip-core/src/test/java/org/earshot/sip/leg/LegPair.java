package org.earshot.sip.leg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.earshot.sip.SipActions;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;

/**
 * Two legs that call each other over a wire in memory, which plays the stack: it pairs answers with requests, answers for
 * a leg that is gone, and delivers what is under way in any order that it is told to. Time passes when all is quiet.
 */
final class LegPair implements SipActions, LegHost {
  static final int CALLER = 0;
  static final int CALLEE = 1;
  /** The answer to it is nobody's business. */
  private static final int QUIET = -1;

  /** A request on its way or waiting: who sent it, and what. */
  private record Sent(int from, String method, int token) {}

  /** {@code about} is the request that an answer or an ACK belongs to. */
  private record Delivery(int to, LegEvent event, RequestId about) {}

  final Leg[] legs;
  final List<List<LegReport>> told = List.of(new ArrayList<>(), new ArrayList<>());
  private final boolean[] gone = new boolean[2];
  private final List<Delivery> underWay = new ArrayList<>();
  private final Map<RequestId, Sent> waiting = new HashMap<>();
  private final List<Map<LegTimer, Long>> timers = List.of(new TreeMap<>(), new TreeMap<>());
  /** By side: the last INVITE it answered with a 2xx, and the last of its own whose 2xx has arrived. */
  private final RequestId[] answered = new RequestId[2];
  private final RequestId[] accepted = new RequestId[2];
  /** UPDATEs and re-INVITEs that no call asked for. */
  int refreshes;
  private boolean deaf;
  private long now;
  private long lastId;

  LegPair() {
    this(LegFixtures.POLICY);
  }

  LegPair(LegPolicy policy) {
    this.legs = new Leg[] {Leg.uac(new LegId("c", CALLER), policy, this, this),
        Leg.uas(new LegId("c", CALLEE), policy, this, this)};
  }

  void command(int side, LegCommand command) {
    legs[side].on(command);
  }

  int underWay() {
    return underWay.size();
  }

  void deliver(int index) {
    Delivery delivery = underWay.remove(index);
    if (deaf) {
      return;
    }
    if (delivery.event instanceof LegEvent.AckReceived && !delivery.about.equals(answered[delivery.to])) {
      return;
    }
    if (delivery.event instanceof LegEvent.ResponseReceived response && is2xxToInvite(response)) {
      accepted[delivery.to] = delivery.about;
    }
    if (!gone[delivery.to]) {
      legs[delivery.to].on(delivery.event);
    } else if (delivery.event instanceof LegEvent.ByeReceived(var id, var _)) {
      answer(id, 481, Headers.NONE, Body.NONE);
    } else if (delivery.event instanceof LegEvent.RequestReceived(var id, var _)) {
      answer(id, 481, Headers.NONE, Body.NONE);
    } else if (delivery.event instanceof LegEvent.InviteReceived(var id, var _)) {
      answer(id, 481, Headers.NONE, Body.NONE);
    }
  }

  private static boolean is2xxToInvite(LegEvent.ResponseReceived response) {
    return response.method().equals("INVITE") && response.status() / 100 == 2;
  }

  /** Loses the ACKs that are under way: the stack gives up in the end and says so. */
  void loseAcks() {
    for (int i = 0; i < underWay.size(); i++) {
      Delivery delivery = underWay.get(i);
      if (delivery.event instanceof LegEvent.AckReceived) {
        underWay.set(i, new Delivery(delivery.to, new LegEvent.AckMissing(), delivery.about));
      }
    }
  }

  /** From now on nothing arrives. */
  void loseEverything() {
    deaf = true;
  }

  /** Delivers in order while that much time passes. */
  void pass(long ms) {
    long end = now + ms;
    while (!underWay.isEmpty() || Math.min(first(timers.get(CALLER)), first(timers.get(CALLEE))) <= end) {
      if (underWay.isEmpty()) {
        fireNext();
      } else {
        deliver(0);
      }
    }
  }

  /** Delivers what is under way and what comes of it, in order; no time passes. */
  void settleMessages() {
    while (!underWay.isEmpty()) {
      deliver(0);
    }
  }

  /** Delivers in order and lets time pass until nothing is left to happen, or too much has. */
  void settle() {
    for (int turn = 0; turn < 1000; turn++) {
      if (!underWay.isEmpty()) {
        deliver(0);
      } else if (!fireNext()) {
        return;
      }
    }
    throw new AssertionError("no end to it: " + told);
  }

  private boolean fireNext() {
    int side = first(timers.get(CALLER)) <= first(timers.get(CALLEE)) ? CALLER : CALLEE;
    long at = first(timers.get(side));
    if (at == Long.MAX_VALUE) {
      return false;
    }
    now = at;
    LegTimer due = timers.get(side).entrySet().stream().filter(each -> each.getValue() == at).findFirst().orElseThrow().getKey();
    timers.get(side).remove(due);
    legs[side].on(new LegEvent.TimerFired(due, now));
    return true;
  }

  private static long first(Map<LegTimer, Long> armed) {
    return armed.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    int from = leg.number();
    switch (action) {
      case LegAction.SendInvite(var invite) ->
          request(from, "INVITE", 0, invite.headers().with("Allow", "UPDATE"), invite.body());
      case LegAction.SendReinvite(var headers, var body) -> request(from, "INVITE", 0, headers, body);
      case LegAction.SendRequest(var token, var method, var headers, var body) -> request(from, method, token, headers, body);
      case LegAction.SendUpdate(var _, var headers, var body) -> request(from, "UPDATE", 0, headers, body);
      case LegAction.SendPrack(var _, var rack) -> request(from, "PRACK", QUIET, Headers.of("RAck", rack), Body.NONE);
      case LegAction.SendBye(var headers) -> request(from, "BYE", 0, headers, Body.NONE);
      case LegAction.SendProvisional(var _, var status, var reason, var headers, var body) ->
          post(1 - from, new LegEvent.ResponseReceived("INVITE", 0, status, reason, "theirs", "call-id",
              headers.with("CSeq", "1 INVITE").with("Allow", "UPDATE"), body), new RequestId(0));
      case LegAction.SendFinal(var id, var status, var _, var headers, var body) -> answer(id, status, headers, body);
      case LegAction.SendAck(var _, var body) -> post(1 - from, new LegEvent.AckReceived(body), accepted[from]);
      case LegAction.SendCancel _ -> cancel(from);
      case LegAction.EndFork _ -> throw new AssertionError("there is one fork only");
      case LegAction.Release _ -> gone[from] = true;
    }
  }

  private void request(int from, String method, int token, Headers headers, Body body) {
    var id = new RequestId(++lastId);
    waiting.put(id, new Sent(from, method, token));
    refreshes += token == SessionTimer.TOKEN ? 1 : 0;
    var request = LegFixtures.request(method, headers, body);
    post(1 - from, switch (method) {
      case "INVITE" -> new LegEvent.InviteReceived(id, request);
      case "BYE" -> new LegEvent.ByeReceived(id, request);
      default -> new LegEvent.RequestReceived(id, request);
    }, id);
  }

  private void answer(RequestId id, int status, Headers headers, Body body) {
    Sent sent = waiting.remove(id);
    if (sent == null) {
      throw new AssertionError("a second answer to a request, " + status);
    }
    if (sent.method.equals("INVITE") && status / 100 == 2) {
      answered[1 - sent.from] = id;
    }
    if (sent.token == QUIET) {
      return;
    }
    post(sent.from, new LegEvent.ResponseReceived(sent.method, sent.token, status, "Reason " + status, "theirs", "call-id",
        headers.with("Allow", "UPDATE"), body), id);
  }

  private void cancel(int from) {
    post(1 - from, new LegEvent.CancelReceived(Headers.NONE), new RequestId(0));
    post(from, LegFixtures.answer("CANCEL", 200), new RequestId(0));
  }

  private void post(int to, LegEvent event, RequestId about) {
    underWay.add(new Delivery(to, event, about));
  }

  @Override
  public void login(LegId leg, Login login) {}

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    throw new AssertionError("no request outside a dialog is expected: " + request.method());
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    throw new AssertionError("a leg answers through its own actions");
  }

  @Override
  public void on(LegId leg, LegReport report) {
    told.get(leg.number()).add(report);
  }

  @Override
  public void arm(LegId leg, LegTimer timer, long delayMs) {
    timers.get(leg.number()).put(timer, now + delayMs);
  }

  @Override
  public void disarm(LegId leg, LegTimer timer) {
    timers.get(leg.number()).remove(timer);
  }
}
