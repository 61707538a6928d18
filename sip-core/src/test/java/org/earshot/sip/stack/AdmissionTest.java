package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.SipEvent;
import org.earshot.sip.SipGate;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused before the call core hears of it. */
class AdmissionTest {
  private Server server;
  private UdpPeer peer;
  private Phone phone;

  @BeforeEach
  void start() throws Exception {
    server = new Server("127.0.0.1", 1, 1);
    peer = server.udpPeer();
    phone = new Phone(peer);
  }

  @AfterEach
  void stop() {
    peer.close();
    server.close();
  }

  @Test
  void shouldAnswer503WithRetryAfterWhenTheCeilingIsReachedAndTakeCallsAgainBelowIt() throws Exception {
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    var second = new Phone(peer);
    peer.send(second.invite(Server.SDP));
    Wire refusal = peer.awaitStatus(503);
    assertThat(refusal.header("Retry-After")).matches("\\d+");
    peer.send(second.ack(refusal));
    server.reject(call.leg(), call.id(), 486, "Busy Here");
    server.release(call.leg());
    peer.send(new Phone(peer).invite(Server.SDP));
    assertThat(server.events.next(SipEvent.NewCall.class).leg()).isNotEqualTo(call.leg());
  }

  @Test
  void shouldRefuseWhatComesBackToUs() throws Exception {
    server.dial(Transport.UDP, server.port);
    var looped = server.events.nextForLeg(ResponseReceived.class);
    assertThat(looped.status()).isEqualTo(482);
  }

  @Test
  void shouldRefuseWhatComesBackToUsThroughAProxy() throws Exception {
    server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.text().replaceFirst("Via:",
        "Via: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch=" + Phone.branch() + "\r\nVia:"));
    assertThat(peer.awaitStatus(482).header("CSeq")).isEqualTo("1 INVITE");
  }

  @Test
  void shouldRefuseACallThatMayGoNoFurther() throws Exception {
    peer.send(phone.invite(Server.SDP).replace("Max-Forwards: 70", "Max-Forwards: 0"));
    Wire refusal = peer.awaitStatus(483);
    assertThat(refusal.tag("To")).isNotEmpty();
    peer.send(phone.ack(refusal));
  }

  @Test
  void shouldNameTheExtensionsItDoesNotHave() throws Exception {
    peer.send(phone.invite("Require: 100rel, path, gruu", Server.SDP));
    assertThat(peer.awaitStatus(420).header("Unsupported").split("\\s*,\\s*")).containsExactly("path", "gruu");
  }

  @Test
  void shouldDropAnswersToNothing() throws Exception {
    peer.send(new Wire(phone.invite()).answer(200, "OK", "tag"));
    peer.send(phone.request("OPTIONS", "sip:example.org", 1, Phone.branch()));
    var options = server.events.next(SipEvent.OutOfDialog.class);
    server.stack.respond(options.id(), SipResponse.of(200, "OK"));
    assertThat(peer.receive().header("CSeq")).isEqualTo("1 OPTIONS");
    assertThat(server.traces).anyMatch(trace -> trace instanceof SipTrace.Refused(String reason, var _)
        && reason.equals("stray-response"));
  }

  @Test
  void shouldAnswerOnlyOnce() throws Exception {
    peer.send(phone.request("OPTIONS", "sip:example.org", 1, Phone.branch()));
    var options = server.events.next(SipEvent.OutOfDialog.class);
    server.stack.respond(options.id(), SipResponse.of(200, "OK"));
    server.stack.respond(options.id(), SipResponse.of(500, "Server Internal Error"));
    assertThat(peer.receive().status()).isEqualTo(200);
    peer.send(phone.request("OPTIONS", "sip:example.org", 2, Phone.branch()));
    server.events.next(SipEvent.OutOfDialog.class);
    assertThat(server.stack.unanswered()).isOne();
  }

  @Test
  void shouldReachTheLegThatIsCalledWhenAPeerCancelsAfterTheCeiling() throws Exception {
    peer.send(phone.invite(Server.SDP));
    server.events.next(SipEvent.NewCall.class);
    peer.awaitStatus(100);
    peer.send(phone.cancel());
    server.events.nextForLeg(LegEvent.CancelReceived.class);
  }

  @Test
  void shouldAnswer500AndForgetWhenTheCoreThrows() throws Exception {
    int port = Server.freePort();
    try (var stack = RunningStack.start(Server.settings("127.0.0.1", port, 1), _ -> {
      throw new IllegalStateException("the core's mistake");
    }, _ -> {}, SipGate.OPEN); var caller = new UdpPeer(port)) {
      caller.send(new Phone(caller).invite(Server.SDP));
      assertThat(caller.awaitStatus(500).header("CSeq")).isEqualTo("1 INVITE");
      assertThat(stack.legs()).isZero();
      caller.send(new Phone(caller).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      caller.await(wire -> wire.status() == 500 && wire.header("CSeq").equals("1 OPTIONS"));
      assertThat(stack.unanswered()).isZero();
    }
  }
}
