package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.earshot.sip.SipEvent;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegCommand.Invite;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trunk that challenges the requests of a leg. */
class LegDigestTest {
  private Server server;
  private UdpPeer trunk;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
    trunk = server.udpPeer();
  }

  @AfterEach
  void stop() {
    trunk.close();
    server.close();
  }

  private LegId dial(Optional<Login> login) {
    LegId leg = server.stack.newCall();
    var hop = new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), trunk.port()));
    SipUri target = SipUri.sip("0301234", "trunk.example", 0);
    server.stack.perform(leg, new LegAction.SendInvite(new Invite(target, hop,
        NameAddr.of("", SipUri.sip("acme", "trunk.example", 0)), NameAddr.of("", target), "acme", Headers.NONE,
        Body.sdp(Server.SDP.getBytes()), login)));
    return leg;
  }

  private static String challenge(String header, String nonce) {
    return header + ": Digest realm=\"trunk\", nonce=\"" + nonce + "\", qop=\"auth\"";
  }

  private String contact() {
    return "Contact: <sip:0301234@127.0.0.1:" + trunk.port() + ">";
  }

  @Test
  void shouldAnswerTheChallengeOfAnInviteAndOfWhatFollows() throws Exception {
    LegId leg = dial(Optional.of(new Login("acme", "secret")));
    Wire first = trunk.awaitRequest("INVITE");
    assertThat(first.header("Authorization")).isEmpty();
    trunk.send(first.answer(401, "Unauthorized", "t1", challenge("WWW-Authenticate", "n1")));
    assertThat(trunk.awaitRequest("ACK").header("CSeq")).isEqualTo("1 ACK");

    Wire second = trunk.awaitRequest("INVITE");
    assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
    assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
    assertThat(second.header("From")).isEqualTo(first.header("From"));
    assertThat(second.header("Via")).isNotEqualTo(first.header("Via"));
    assertThat(second.body()).isEqualTo(Server.SDP);
    assertThat(second.header("Authorization")).startsWith("Digest username=\"acme\"").contains("nonce=\"n1\"", "nc=00000001",
        "uri=\"sip:0301234@trunk.example\"");
    trunk.send(second.answer(180, "Ringing", "t2", contact()));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(180);
    trunk.send(second.answer(200, "OK", "t2", contact(), Server.SDP));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(200);

    server.stack.perform(leg, new LegAction.SendAck("t2", Body.NONE));
    Wire ack = trunk.awaitRequest("ACK");
    assertThat(ack.header("CSeq")).isEqualTo("2 ACK");
    assertThat(ack.header("Authorization")).isEqualTo(second.header("Authorization"));
    assertThat(ack.count("Authorization")).isOne();

    server.stack.perform(leg, new LegAction.SendBye(Headers.of("Reason", "Q.850;cause=16")));
    Wire bye = trunk.awaitRequest("BYE");
    assertThat(bye.header("Authorization")).contains("nonce=\"n1\"", "nc=00000002");
    trunk.send(bye.answer(401, "Unauthorized", "", challenge("WWW-Authenticate", "n2")));
    Wire again = trunk.await(wire -> wire.isRequest("BYE") && wire.header("Authorization").contains("nonce=\"n2\""));
    assertThat(again.header("CSeq")).isEqualTo("4 BYE");
    assertThat(again.header("Reason")).isEqualTo("Q.850;cause=16");
    assertThat(again.tag("To")).isEqualTo("t2");
    trunk.send(again.answer(200, "OK", ""));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(200);
    server.release(leg);
    assertThat(server.stack.legs()).isZero();
    await().untilAsserted(() -> assertThat(server.stack.dialogs()).isZero());
  }

  @Test
  void shouldBeginAgainWhereAProxyAsksAfterRinging() throws Exception {
    LegId leg = dial(Optional.of(new Login("acme", "secret")));
    Wire first = trunk.awaitRequest("INVITE");
    trunk.send(first.answer(183, "Session Progress", "same", contact()));
    server.events.nextForLeg(LegEvent.ResponseReceived.class);
    trunk.send(first.answer(407, "Proxy Authentication Required", "same", challenge("Proxy-Authenticate", "n1")));
    Wire second = trunk.await(wire -> wire.header("CSeq").equals("2 INVITE"));
    assertThat(second.header("Proxy-Authorization")).contains("nonce=\"n1\"");
    assertThat(second.tag("To")).isEmpty();
    trunk.send(second.answer(180, "Ringing", "same", contact()));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(180);

    server.stack.perform(leg, new LegAction.SendCancel(Headers.NONE));
    Wire cancel = trunk.awaitRequest("CANCEL");
    assertThat(cancel.header("CSeq")).isEqualTo("2 CANCEL");
    assertThat(cancel.header("Via")).isEqualTo(second.header("Via"));
    trunk.send(cancel.answer(200, "OK", "same"));
    server.events.nextForLeg(LegEvent.ResponseReceived.class);
    trunk.send(second.answer(487, "Request Terminated", "same"));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(487);
    server.release(leg);
    await().untilAsserted(() -> assertThat(server.stack.dialogs()).isZero());
  }

  @Test
  void shouldAnswerTheChallengesOfWhoHasCalled() throws Exception {
    var phone = new Phone(trunk);
    trunk.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.stack.login(call.leg(), new Login("acme", "secret"));
    server.answer(call.leg(), call.id());
    Wire ok = trunk.awaitStatus(200);
    trunk.send(phone.ack(ok));
    server.events.nextForLeg(LegEvent.AckReceived.class);

    server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
    Wire bye = trunk.awaitRequest("BYE");
    trunk.send(bye.answer(407, "Proxy Authentication Required", "", challenge("Proxy-Authenticate", "n1")));
    Wire again = trunk.await(wire -> wire.isRequest("BYE") && !wire.header("Proxy-Authorization").isEmpty());
    assertThat(again.header("Proxy-Authorization")).contains("username=\"acme\"", "nonce=\"n1\"");
    trunk.send(again.answer(200, "OK", ""));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(200);
    server.release(call.leg());
  }

  @Test
  void shouldSayThatTheCredentialsWereRefused() throws Exception {
    dial(Optional.of(new Login("acme", "wrong")));
    trunk.send(trunk.awaitRequest("INVITE").answer(401, "Unauthorized", "t", challenge("WWW-Authenticate", "n1")));
    Wire second = trunk.await(wire -> wire.header("CSeq").equals("2 INVITE"));
    trunk.send(second.answer(401, "Unauthorized", "t", challenge("WWW-Authenticate", "n2")));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(401);
  }

  @Test
  void shouldTellTheChallengeWhereNobodyHasALogin() throws Exception {
    dial(Optional.empty());
    trunk.send(trunk.awaitRequest("INVITE").answer(407, "Proxy Authentication Required", "t",
        challenge("Proxy-Authenticate", "n1")));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(407);
  }
}
