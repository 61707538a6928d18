package org.earshot.sip.leg;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/** States and events to test with. Peer's tag is "theirs", another fork's "other". */
final class LegFixtures {
  static final LegPolicy POLICY = LegPolicy.standard(new RandomGenerator() {
    @Override
    public long nextLong() {
      return 0;
    }

    @Override
    public int nextInt(int bound) {
      return bound - 1;
    }
  });
  static final Body SDP = Body.sdp("v=0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  static final Headers REASON = Headers.of("Reason", "Q.850;cause=16");
  static final RequestId FIRST = new RequestId(1);
  static final RequestId NEXT = new RequestId(2);
  static final LegState.Dialog DIALOG = new LegState.Dialog("theirs", true);
  static final LegCommand.Offer OFFER = new LegCommand.Offer(Headers.NONE, SDP);
  static final LegCommand.Offer EMPTY_OFFER = new LegCommand.Offer(Headers.of("X", "1"), Body.NONE);
  static final LegCommand.HangUp HANG_UP = new LegCommand.HangUp(486, "Busy Here", REASON);
  static final LegAction ACK_GUARD = new LegAction.Arm(LegTimer.ACK_GUARD, 34_000);
  static final LegAction NO_ACK_GUARD = new LegAction.Disarm(LegTimer.ACK_GUARD);
  static final LegState.Closed CLOSED = new LegState.Closed();
  static final LegAction.Tell TELL_CLOSED = new LegAction.Tell(new LegReport.Closed());

  private LegFixtures() {}

  static SipRequest request(String method, Body body) {
    var peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
    return new SipRequest(method, SipUri.parse("sip:bob@example.org"),
        NameAddr.parse("<sip:alice@example.org>;tag=theirs"), NameAddr.parse("<sip:bob@example.org>"), "call-id", 1,
        REASON, body, new Hop(Transport.UDP, peer), peer);
  }

  static LegEvent invite(RequestId id, Body body) {
    return new LegEvent.InviteReceived(id, request("INVITE", body));
  }

  static LegEvent.RequestReceived received(String method, Body body) {
    return new LegEvent.RequestReceived(NEXT, request(method, body));
  }

  static LegEvent bye() {
    return new LegEvent.ByeReceived(NEXT, request("BYE", Body.NONE));
  }

  static LegEvent answer(String method, int status) {
    return answer(method, 0, status, "theirs", Body.NONE);
  }

  static LegEvent answer(String method, int token, int status, String remoteTag, Body body) {
    return new LegEvent.ResponseReceived(method, token, status, "Reason " + status, remoteTag, "call-id", REASON, body);
  }

  static LegEvent timer(LegTimer timer) {
    return new LegEvent.TimerFired(timer, 0);
  }

  static LegCommand.Dial dial(Body body) {
    SipUri uri = SipUri.parse("sip:bob@example.org");
    var hop = new Hop(Transport.UDP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070));
    return new LegCommand.Dial(new LegCommand.Invite(uri, hop, new NameAddr("", uri, Map.of()),
        new NameAddr("", uri, Map.of()), "", Headers.NONE, body));
  }

  static LegAction.Tell tell(LegReport report) {
    return new LegAction.Tell(report);
  }

  static LegAction refused(RequestId id, int status) {
    return Replies.refuse(id, status);
  }

  static Step step(LegState state, LegEvent event) {
    return LegMachine.step(state, event, POLICY);
  }

  /** One of every state, and of some more than one. */
  static List<LegState> states() {
    return List.of(new LegState.Idle(LegState.Role.UAC), new LegState.Idle(LegState.Role.UAS),
        new LegState.Incoming(FIRST, "theirs", true), new LegState.Incoming(FIRST, "theirs", false),
        new LegState.Calling(true), new LegState.Calling(false), new LegState.Early(true), new LegState.Early(false),
        new LegState.Abandoned(REASON), new LegState.Cancelling(REASON), new LegState.Confirmed(DIALOG),
        new LegState.AckAwaited(DIALOG, true, List.of()), new LegState.AckAwaited(DIALOG, false, List.of(OFFER)),
        new LegState.AckDue(DIALOG, List.of()), new LegState.AckDue(DIALOG, List.of(OFFER)),
        new LegState.Offering(DIALOG, OFFER, List.of()), new LegState.Offering(DIALOG, EMPTY_OFFER, List.of(OFFER)),
        new LegState.Backoff(DIALOG, List.of(OFFER)), new LegState.Offered(DIALOG, FIRST, true, List.of(OFFER)),
        new LegState.Offered(DIALOG, FIRST, false, List.of()), new LegState.EndingOnAck(DIALOG, REASON),
        new LegState.Leaving(DIALOG), CLOSED);
  }

  /** One of every event, and many of those that come in kinds. */
  static List<LegEvent> events() {
    var events = new java.util.ArrayList<LegEvent>(List.of(invite(NEXT, SDP), invite(NEXT, Body.NONE),
        new LegEvent.AckReceived(Body.NONE), new LegEvent.AckReceived(SDP), new LegEvent.CancelReceived(REASON), bye(),
        new LegEvent.AckMissing(), dial(SDP), dial(Body.NONE), new LegCommand.Ring(180, "Ringing", Headers.NONE, Body.NONE),
        new LegCommand.Answer(Headers.NONE, SDP), new LegCommand.Reject(488, "No", Headers.NONE), new LegCommand.Ack(SDP),
        OFFER, EMPTY_OFFER, new LegCommand.Request(7, "INFO", Headers.NONE, Body.NONE),
        new LegCommand.Respond(NEXT, 200, "OK", Headers.NONE, Body.NONE), HANG_UP));
    for (LegTimer timer : LegTimer.values()) {
      events.add(timer(timer));
    }
    for (String method : List.of("INFO", "UPDATE", "PRACK", "REFER", "NONSENSE")) {
      events.add(received(method, Body.NONE));
      events.add(received(method, SDP));
    }
    for (String method : List.of("INVITE", "BYE", "CANCEL", "ACK", "INFO", "response")) {
      int token = method.equals("INFO") ? 7 : 0;
      events.add(new LegEvent.TransactionTimedOut(method, token));
      events.add(new LegEvent.SendFailed(method, token, "refused"));
      for (int status : List.of(100, 183, 200, 302, 408, 481, 487, 491, 603)) {
        events.add(answer(method, token, status, "theirs", SDP));
        events.add(answer(method, token, status, "other", Body.NONE));
      }
    }
    return events;
  }
}
