package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.earshot.scenarios.peer.RtpStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that become one conversation: attended transfer and pickup, with audio between those who are left. */
class TransferTest {
  private static final String[] AUDIO = {"m=audio PORT RTP/AVP 0 101", "a=rtpmap:0 PCMU/8000",
      "a=rtpmap:101 telephone-event/8000", "a=ptime:20"};
  private static final int PACKETS = 50;
  private static EarshotServer server;
  private Phone west;
  private Phone east;
  private Phone bob;
  private Phone dora;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("transfer", Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    west = new Phone("west", server.site());
    east = new Phone("east", server.site());
    bob = new Phone("bob", server.site());
    dora = new Phone("dora", server.site());
    assertThat(bob.register("MD5").status()).isEqualTo(200);
  }

  @AfterEach
  void disconnect() {
    west.close();
    east.close();
    bob.close();
    dora.close();
  }

  @Test
  void shouldBringTogetherWhomAPhoneHasTwoCallsWith() {
    PhoneCall first = west.call("200");
    PhoneCall customer = east.awaitCall();
    customer.answer();
    first.awaitAnswer();
    PhoneCall second = west.call("bob");
    PhoneCall expert = bob.awaitCall();
    expert.answer();
    second.awaitAnswer();
    assertThat(first.refer("sip:bob@example.org?Replaces="
        + URLEncoder.encode(second.replaces(), StandardCharsets.UTF_8)).status()).isEqualTo(202);
    assertThat(first.take("NOTIFY").body()).isEqualTo("SIP/2.0 100 Trying\r\n");
    second.take("BYE");
    customer.answerReinvite(AUDIO);
    expert.answerReinvite(AUDIO);
    var last = first.take("NOTIFY");
    assertThat(last.body()).isEqualTo("SIP/2.0 200 OK\r\n");
    assertThat(last.header("Subscription-State")).startsWith("terminated");
    first.take("BYE");
    assertThatAudioFlows(customer, expert);
    assertThatAudioFlows(expert, customer);
    customer.hangUp();
    expert.take("BYE");
    var cdr = server.cdrs().await(first.callId());
    assertThat(cdr.get("transferred_to").asText()).isEqualTo("bob");
    assertThat(cdr.get("ended_by").asText()).isEqualTo("callee");
    assertThat(server.cdrs().await(second.callId()).get("transferred_to").asText()).isEqualTo("200");
  }

  @Test
  void shouldTalkOnWhereTheOtherDialogIsNoneOfOurs() {
    PhoneCall first = west.call("200");
    PhoneCall customer = east.awaitCall();
    customer.answer();
    first.awaitAnswer();
    assertThat(first.refer("sip:bob@example.org?Replaces=nobody%3Bto-tag%3D1%3Bfrom-tag%3D2").status()).isEqualTo(202);
    first.take("NOTIFY");
    assertThat(first.take("NOTIFY").body()).startsWith("SIP/2.0 481 ");
    assertThatAudioFlows(first, customer);
    first.hangUp();
    customer.take("BYE");
  }

  @Test
  void shouldLetAnotherPhonePickUpWhatRings() {
    PhoneCall caller = west.call("bob");
    PhoneCall ringing = bob.awaitCall();
    ringing.ring();
    caller.awaitProvisional(180);
    PhoneCall picker = dora.callInPlaceOf("bob", ringing.replaces() + ";early-only");
    picker.awaitAnswer();
    assertThat(ringing.take("CANCEL").header("Reason")).contains("completed elsewhere");
    caller.awaitAnswer();
    assertThatAudioFlows(caller, picker);
    assertThatAudioFlows(picker, caller);
    caller.hangUp();
    picker.take("BYE");
    assertThat(server.cdrs().await(caller.callId()).get("sip_code").asInt()).isEqualTo(200);
    assertThat(server.cdrs().await(picker.callId()).get("ended_by").asText()).isEqualTo("callee");
  }

  @Test
  void shouldLetAPhoneTakeTheOtherPhonesPlace() {
    PhoneCall caller = west.call("bob");
    PhoneCall answered = bob.awaitCall();
    answered.answer();
    caller.awaitAnswer();
    assertThat(dora.callInPlaceOf("bob", answered.replaces() + ";early-only").answerChallenge().awaitRefusal()).isEqualTo(486);
    PhoneCall taking = dora.callInPlaceOf("bob", answered.replaces()).answerChallenge();
    answered.take("BYE");
    caller.answerReinvite(AUDIO);
    taking.awaitAnswer();
    assertThatAudioFlows(caller, taking);
    assertThatAudioFlows(taking, caller);
    taking.hangUp();
    caller.take("BYE");
  }

  @Test
  void shouldRefuseToReplaceWhatIsNotThere() {
    assertThat(dora.callInPlaceOf("bob", "nothing;to-tag=1;from-tag=2").answerChallenge().awaitRefusal()).isEqualTo(481);
    assertThat(west.callInPlaceOf("bob", "nothing").awaitRefusal()).isEqualTo(400);
  }

  /** A packet that is as fast as the signalling may come before the relay has learned of it, and be lost. */
  private static void assertThatAudioFlows(PhoneCall from, PhoneCall to) {
    var stream = new RtpStream(from.media().port());
    int sent = 0;
    do {
      from.media().send(stream.nextNoise(), from.remoteMedia());
      sent++;
    } while (!to.media().arrives() && sent < PACKETS);
    assertThat(sent).as("packets until one arrived").isLessThan(PACKETS);
  }
}
