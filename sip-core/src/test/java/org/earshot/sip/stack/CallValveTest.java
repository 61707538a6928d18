package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipGate;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before it is parsed. */
class CallValveTest {
  private static final InetAddress SOURCE = InetAddress.ofLiteral("192.0.2.1");
  private static final long MS = 1_000_000;

  private final AtomicLong nanos = new AtomicLong(77_000 * MS);
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final CallValve valve = new CallValve(new Gate(true, open), nanos::get);

  private record Gate(boolean admitting, AtomicBoolean calls) implements SipGate {
    @Override
    public boolean admits(InetAddress source) {
      return admitting;
    }

    @Override
    public boolean admitsCall(InetAddress source) {
      return calls.get();
    }
  }

  private static String invite(String callId, int cseq, String to) {
    return "INVITE sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bKx\r\nTo: " + to + "\r\nCall-ID: "
        + callId + "\r\nCSeq: " + cseq + " INVITE\r\n\r\n";
  }

  /** Of a message that has waited for so long. */
  private String refusal(String message, long waitedMs) {
    return refusal(message, waitedMs, 101);
  }

  private String refusal(String message, long waitedMs, int waiting) {
    return valve.refusal(message.getBytes(StandardCharsets.UTF_8), SOURCE, nanos.get() - waitedMs * MS, waiting)
        .orElse("");
  }

  @Test
  void shouldShedNewCallsWhileWeAreBehind() {
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 10)).isEmpty();
    assertThat(refusal(invite("b", 1, "<sip:bob@x>"), 450)).isEqualTo("overload");
    assertThat(refusal(invite("c", 1, "<sip:bob@x>"), 10)).isEmpty();
  }

  @Test
  void shouldNotTakeAPauseOfTheMachineForOverload() {
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 5000, 100)).isEmpty();
  }

  @Test
  void shouldShedWhatTheGateRefuses() {
    open.set(false);
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 0)).isEqualTo("call-rate");
  }

  @Test
  void shouldNotShedTheRepeatOfACallThatWasTaken() {
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 10)).isEmpty();
    open.set(false);
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 5000)).isEmpty();
  }

  @Test
  void shouldNotTakeTheRepeatOfACallThatWasRefused() {
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 450)).isEqualTo("overload");
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 0)).isEqualTo("repeated");
    assertThat(refusal(invite("a", 2, "<sip:bob@x>"), 0)).as("another attempt").isEmpty();
    nanos.addAndGet(33_000 * MS);
    assertThat(refusal(invite("a", 1, "<sip:bob@x>"), 0)).as("nobody repeats for so long").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "INVITE sip:bob@x SIP/2.0\r\nTo: <sip:b@x>;TAG=1\r\nCall-ID: a\r\nCSeq: 2 INVITE\r\n\r\n",
      "INVITE sip:bob@x SIP/2.0\r\nCall-ID: a\r\nCSeq: 2 INVITE\r\nt : <sip:b@x> ;tag=1\r\n\r\n",
      "BYE sip:bob@x SIP/2.0\r\nTo: <sip:b@x>;tag=1\r\nCall-ID: a\r\nCSeq: 2 BYE\r\n\r\n",
      "ACK sip:bob@x SIP/2.0\r\nTo: <sip:b@x>\r\nCall-ID: a\r\nCSeq: 2 ACK\r\n\r\n",
      "CANCEL sip:bob@x SIP/2.0\r\nTo: <sip:b@x>\r\nCall-ID: a\r\nCSeq: 2 CANCEL\r\n\r\n",
      "REGISTER sip:x SIP/2.0\r\nTo: <sip:b@x>\r\nCall-ID: a\r\nCSeq: 2 REGISTER\r\n\r\n",
      "SIP/2.0 200 OK\r\nTo: <sip:b@x>\r\nCall-ID: a\r\nCSeq: 2 INVITE\r\n\r\n",
      "INVITE sip:bob@x SIP/2.0\r\n\r\n", "INVITE ", ""})
  void shouldLetPassWhateverIsNoNewCall(String message) {
    open.set(false);
    assertThat(refusal(message, 60_000)).isEmpty();
  }

  @Test
  void shouldSeeThatTheBodyIsNoHead() {
    open.set(false);
    assertThat(refusal(invite("a", 1, "<sip:bob@x>") + "To: x;tag=1\r\n", 0)).isEqualTo("call-rate");
  }

  @Test
  void shouldAnswer503ThatTheCallerCanMatch() throws Exception {
    var calls = new AtomicBoolean(false);
    try (var server = new Server(new Gate(true, calls)); var peer = server.udpPeer()) {
      var phone = new Phone(peer);
      peer.send(phone.invite(Server.SDP));
      Wire busy = peer.awaitStatus(503);
      assertThat(Integer.parseInt(busy.header("Retry-After"))).isBetween(2, 10);
      assertThat(busy.header("Via")).contains(phone.branch);
      peer.send(phone.ack(busy));
      calls.set(true);
      peer.send(new Phone(peer).invite(Server.SDP));
      server.events.next(SipEvent.NewCall.class);
    }
  }

  @Test
  void shouldNeitherReadNorAnswerWhomTheGateKeepsOut() throws Exception {
    try (var server = new Server(new Gate(false, new AtomicBoolean(true))); var peer = server.udpPeer();
        var connection = TcpPeer.connected(server.port)) {
      peer.send(new Phone(peer).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      assertThat(connection.isClosedByServer()).isTrue();
      await().until(() -> server.traces.stream()
          .filter(trace -> trace instanceof SipTrace.Refused refused && refused.reason().equals("banned")).count() == 2);
      assertThat(server.events.isEmpty()).isTrue();
    }
  }
}
