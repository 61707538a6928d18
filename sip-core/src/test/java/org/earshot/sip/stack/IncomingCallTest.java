package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.earshot.sip.SipEvent;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncomingCallTest {
  private Server server;
  private UdpPeer peer;
  private Phone phone;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
    peer = server.udpPeer();
    phone = new Phone(peer);
  }

  @AfterEach
  void stop() {
    peer.close();
    server.close();
  }

  @Test
  void shouldSetUpAndEndACallWhenThePeerDialsAndHangsUp() throws Exception {
    peer.send(phone.invite("X-Any: thing", Server.SDP));
    assertThat(peer.receive().status()).isEqualTo(100);
    var call = server.events.next(SipEvent.NewCall.class);
    assertThat(call.request().from().param("tag")).contains(phone.fromTag);
    assertThat(call.request().headers().first("x-any")).contains("thing");
    assertThat(call.request().body().text()).isEqualTo(Server.SDP);
    assertThat(call.request().source().address().getPort()).isEqualTo(peer.port());

    server.ring(call.leg(), call.id());
    Wire ringing = peer.receive();
    assertThat(ringing.status()).isEqualTo(180);
    assertThat(ringing.tag("To")).isNotEmpty();

    server.answer(call.leg(), call.id());
    Wire answer = peer.receive();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.tag("To")).isEqualTo(ringing.tag("To"));
    assertThat(answer.contactUri()).isEqualTo("sip:bob@127.0.0.1:" + server.port);
    assertThat(answer.body()).isEqualTo(Server.SDP);
    peer.send(phone.ack(answer));
    server.events.nextForLeg(LegEvent.AckReceived.class);

    peer.send(phone.request("BYE", answer.contactUri(), 2, Phone.branch()));
    var bye = server.events.nextForLeg(LegEvent.ByeReceived.class);
    server.ok(call.leg(), bye.id());
    assertThat(peer.receive().status()).isEqualTo(200);
    server.release(call.leg());
    await().untilAsserted(() -> assertThat(server.stack.legs()).isZero());
  }

  @Test
  void shouldHangUpByByeToThePeersContact() throws Exception {
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.answer(call.leg(), call.id());
    Wire answer = peer.awaitStatus(200);
    peer.send(phone.ack(answer));
    server.events.nextForLeg(LegEvent.AckReceived.class);

    server.stack.perform(call.leg(), new LegAction.SendBye(Headers.of("Reason", "Q.850;cause=16")));
    Wire bye = peer.awaitRequest("BYE");
    assertThat(bye.firstLine()).isEqualTo("BYE sip:alice@127.0.0.1:" + peer.port() + " SIP/2.0");
    assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=16");
    assertThat(bye.tag("To")).isEqualTo(phone.fromTag);
    peer.send(bye.answer(200, "OK", ""));
    var response = server.events.nextForLeg(LegEvent.ResponseReceived.class);
    assertThat(response.method()).isEqualTo("BYE");
    assertThat(response.status()).isEqualTo(200);
  }

  @Test
  void shouldAnswerTheCancelAndTellTheLegWhenThePeerGivesUp() throws Exception {
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.ring(call.leg(), call.id());
    peer.awaitStatus(180);
    peer.send(phone.cancel());
    Wire ok = peer.awaitStatus(200);
    assertThat(ok.header("CSeq")).isEqualTo("1 CANCEL");
    server.events.nextForLeg(LegEvent.CancelReceived.class);
    server.reject(call.leg(), call.id(), 487, "Request Terminated");
    Wire terminated = peer.awaitStatus(487);
    peer.send(phone.ack(terminated));
    server.release(call.leg());
    await().untilAsserted(() -> assertThat(server.stack.legs()).isZero());
  }

  @Test
  void shouldPassOtherRequestsOfTheDialogToTheLeg() throws Exception {
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.answer(call.leg(), call.id());
    Wire answer = peer.awaitStatus(200);
    peer.send(phone.ack(answer));
    server.events.nextForLeg(LegEvent.AckReceived.class);
    peer.send(phone.request("INFO", answer.contactUri(), 2, Phone.branch()));
    var info = server.events.nextForLeg(LegEvent.RequestReceived.class);
    assertThat(info.request().method()).isEqualTo("INFO");
    server.stack.perform(call.leg(), new LegAction.SendFinal(info.id(), 200, "OK", Headers.NONE, Body.NONE));
    assertThat(peer.awaitStatus(200).header("CSeq")).isEqualTo("2 INFO");
  }

  @Test
  void shouldKeepTheUserPartInItsPlaceWhateverItHolds() throws Exception {
    peer.send(phone.invite(Server.SDP).replace("INVITE sip:bob@", "INVITE sip:b%3Eo%20b%40x%0d%0aX%3A%20y@"));
    var call = server.events.next(SipEvent.NewCall.class);
    assertThat(call.request().requestUri().user()).isEqualTo("b>o b@x\r\nX: y");
    server.ring(call.leg(), call.id());
    Wire ringing = peer.awaitStatus(180);
    assertThat(ringing.contactUri()).startsWith("sip:b%3Eo%20b%40x%0D%0AX").endsWith("@127.0.0.1:" + server.port);
    assertThat(ringing.header("X")).isEmpty();
  }
}
