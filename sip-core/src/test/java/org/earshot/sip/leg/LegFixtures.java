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
  /** With a session timer of half an hour. */
  static final LegPolicy TIMED =
      LegPolicy.standard(POLICY.random(), new SessionRules(SessionRules.Mode.REQUEST, 1800, 90));
  static final Body SDP = Body.sdp("v=0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  static final Body OTHER_SDP = Body.sdp("v=0 other".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  static final Headers REASON = Headers.of("Reason", "Q.850;cause=16");
  /** Of the first reliable answer of a leg with {@link #POLICY}. */
  static final long FIRST_RSEQ = Integer.MAX_VALUE - 1;
  static final RequestId FIRST = new RequestId(1);
  static final RequestId NEXT = new RequestId(2);
  static final LegState.Dialog DIALOG = new LegState.Dialog("theirs", true);
  static final LegCommand.Offer OFFER = new LegCommand.Offer(Headers.NONE, SDP);
  static final LegCommand.Offer EMPTY_OFFER = new LegCommand.Offer(Headers.of("X", "1"), Body.NONE);
  static final LegCommand.HangUp HANG_UP = new LegCommand.HangUp(486, "Busy Here", REASON);
  static final LegCommand.Ring RING = new LegCommand.Ring(180, "Ringing", Headers.NONE, Body.NONE);
  static final LegCommand.Ring RING_SDP = new LegCommand.Ring(183, "Session Progress", Headers.NONE, SDP);
  static final LegCommand.Answer ANSWER = new LegCommand.Answer(Headers.NONE, SDP);
  static final LegState.EarlyOffer THEIRS = new LegState.EarlyOffer.Theirs(new RequestId(3), "theirs", SDP);
  static final LegAction ACK_GUARD = new LegAction.Arm(LegTimer.ACK_GUARD, 34_000);
  static final LegAction NO_ACK_GUARD = new LegAction.Disarm(LegTimer.ACK_GUARD);
  static final LegState.EarlyOffer NO_OFFER = new LegState.EarlyOffer.None();
  static final LegState.EarlyDialog AGREED = new LegState.EarlyDialog(1, SDP, true);
  static final LegState.Closed CLOSED = new LegState.Closed();
  static final LegAction.Tell TELL_CLOSED = new LegAction.Tell(new LegReport.Closed());

  private LegFixtures() {}

  static SipRequest request(String method, Body body) {
    return request(method, headers(method), body);
  }

  static SipRequest request(String method, Headers headers, Body body) {
    var peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
    return new SipRequest(method, SipUri.parse("sip:bob@example.org"),
        NameAddr.parse("<sip:alice@example.org>;tag=theirs"), NameAddr.parse("<sip:bob@example.org>"), "call-id", 1,
        headers, body, new Hop(Transport.UDP, peer), peer);
  }

  private static Headers headers(String method) {
    return method.equals("PRACK") ? REASON.with("RAck", FIRST_RSEQ + " 1 INVITE") : REASON;
  }

  /** An INVITE of a peer that says those things, name and value in turns. */
  static LegEvent invite(RequestId id, Body body, String... headers) {
    return new LegEvent.InviteReceived(id, request("INVITE", Headers.of(headers), body));
  }

  /** The state after such an INVITE. */
  static LegState.Incoming incoming(Body body, String... headers) {
    return (LegState.Incoming) step(new LegState.Idle(LegState.Role.UAS), invite(FIRST, body, headers)).next();
  }

  /** A caller that has our description reliably, acknowledged, and takes UPDATE. */
  static LegState.Incoming agreed() {
    LegState rung = step(incoming(SDP, "Supported", "100rel", "Allow", "INVITE, UPDATE"), RING_SDP).next();
    return (LegState.Incoming) step(rung, received("PRACK", Body.NONE)).next();
  }

  /** A callee whose answer has come reliably, and takes UPDATE. */
  static LegState.Early early(LegState.EarlyOffer exchange) {
    return new LegState.Early(true, Map.of("theirs", AGREED), exchange);
  }

  static LegState.Early early(boolean offered) {
    return new LegState.Early(offered, Map.of(), NO_OFFER);
  }

  static LegState.Incoming with(LegState.Incoming state, LegState.EarlyOffer exchange) {
    return new LegState.Incoming(state.invite(), state.caller(), state.provisional(), exchange, state.held());
  }

  static LegEvent invite(RequestId id, Body body) {
    return invite(id, body, "Reason", "Q.850;cause=16");
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

  /** A provisional answer that asks for a PRACK, of a callee that takes UPDATE. */
  static LegEvent.ResponseReceived reliable(int status, long rseq, Body body) {
    return new LegEvent.ResponseReceived("INVITE", 0, status, "Reason " + status, "theirs", "call-id",
        Headers.of("Require", "100rel", "RSeq", Long.toString(rseq), "CSeq", "1 INVITE", "Allow", "UPDATE"), body);
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
    LegState ringing = step(incoming(SDP, "Require", "100rel"), RING_SDP).next();
    var ours = new LegState.EarlyOffer.Ours(OFFER, "theirs");
    return List.of(new LegState.Idle(LegState.Role.UAC), new LegState.Idle(LegState.Role.UAS), incoming(SDP),
        incoming(Body.NONE), incoming(Body.NONE, "Require", "100rel"), ringing, step(ringing, RING).next(),
        step(ringing, ANSWER).next(), agreed(), with(agreed(), THEIRS), with(agreed(), ours),
        step(with(agreed(), ours), ANSWER).next(), new LegState.Calling(true), new LegState.Calling(false), early(true),
        early(false), early(NO_OFFER), early(THEIRS), early(ours), early(new LegState.EarlyOffer.Theirs(FIRST, "other", SDP)),
        new LegState.Refreshing(DIALOG, List.of(OFFER)), new LegState.Updating(DIALOG, OFFER, List.of()), new LegState.UpdateOffered(DIALOG, FIRST, List.of(OFFER)),
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
        new LegEvent.AckMissing(), dial(SDP), dial(Body.NONE), RING, RING_SDP,
        new LegCommand.Ring(183, "Session Progress", Headers.NONE, OTHER_SDP), ANSWER, new LegCommand.Answer(Headers.NONE, OTHER_SDP),
        new LegCommand.Reject(488, "No", Headers.NONE), new LegCommand.Ack(SDP), new LegCommand.AnswerOffer(Headers.NONE, SDP),
        new LegCommand.RefuseOffer(488, "No", Headers.NONE), reliable(183, 1, SDP), reliable(183, 2, Body.NONE), reliable(180, 7, SDP),
        OFFER, EMPTY_OFFER, new LegCommand.Request(7, "INFO", Headers.NONE, Body.NONE),
        new LegCommand.Respond(NEXT, 200, "OK", Headers.NONE, Body.NONE), HANG_UP));
    events.add(new LegEvent.RefreshDue(SDP));
    for (LegTimer timer : LegTimer.values()) {
      events.add(timer(timer));
    }
    for (String method : List.of("INFO", "UPDATE", "PRACK", "REFER", "NONSENSE")) {
      events.add(received(method, Body.NONE));
      events.add(received(method, SDP));
    }
    for (String method : List.of("INVITE", "BYE", "CANCEL", "ACK", "INFO", "UPDATE", "PRACK", "response")) {
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
