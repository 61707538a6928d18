package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Message;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.earshot.scenarios.peer.Recording;
import org.earshot.scenarios.peer.RtpStream;
import org.earshot.scenarios.peer.Talker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is done on a verdict, with audio both ways: messages for machines, a prompt for those who may be either. What the
 * server plays is one octet over and over, so that each of its packets is known.
 */
class VerdictPolicyTest {
  private static final Path AUDIO = Site.MODULE.resolve("lib/audio");
  private static final byte MESSAGE = 0x2a;
  private static final byte PROMPT = 0x31;
  private static final byte SILENCE = (byte) 0xff;
  private static final int MESSAGE_PACKETS = 200;
  private static final int PROMPT_PACKETS = 25;
  /** Packets of the recording up to and with its beep. */
  private static final int TO_ITS_BEEP = 530;
  private static EarshotServer server;

  @BeforeAll
  static void start() throws IOException {
    Site site = Site.make("verdicts", Optional.of(Site.MODULE.resolve("lib/verdicts.yaml")));
    Files.write(site.directory().resolve("message.ulaw"), octets(MESSAGE, MESSAGE_PACKETS * 160));
    Files.write(site.directory().resolve("prompt.ulaw"), octets(PROMPT, PROMPT_PACKETS * 160));
    server = EarshotServer.start(site);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Pair(PhoneCall caller, PhoneCall callee) {}

  @Test
  void shouldLeaveMachinesAMessageAfterTheirGreeting() throws IOException {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site());
        Talker talker = new Talker()) {
      Pair stays = answered("901", west, east);
      Pair sentAway = answered("912", west, east);
      Pair beepsAgain = answered("903", west, east);
      Pair pickedUp = answered("904", west, east);
      Pair leaves = answered("905", west, east);
      List<byte[]> greeting = Recording.read(AUDIO.resolve("machine-anna-slt-beep.wav")).packets(0).subList(0, TO_ITS_BEEP);
      plays(talker, stays, 1, greeting);
      plays(talker, sentAway, 2, greeting);
      plays(talker, beepsAgain, 3, greeting, silence(1_400), beep(), silence(1_000));
      plays(talker, pickedUp, 4, greeting, silence(1_000), Recording.read(AUDIO.resolve("human-hello-slt.wav")).packets(5));
      plays(talker, leaves, 5, greeting);
      awaitInfo(leaves.caller(), "amd.verdict");
      leaves.caller().hangUp();

      for (Pair one : List.of(stays, sentAway, leaves)) {
        hears(one.callee(), MESSAGE, MESSAGE_PACKETS);
        one.callee().take("BYE");
      }
      hears(beepsAgain.callee(), MESSAGE, MESSAGE_PACKETS + 20);
      beepsAgain.callee().take("BYE");
      assertMessage(stays, "message", "left", 1);
      assertMessage(sentAway, "message", "left", 1);
      assertMessage(leaves, "message", "left", 1);
      assertMessage(beepsAgain, "message", "left", 2);
      assertThat(stays.caller().take("BYE").header("Reason")).contains("Message Left");
      assertThat(sentAway.caller().take("BYE").header("Reason")).contains("Answering Machine");

      hears(pickedUp.callee(), MESSAGE, 20);
      awaitInfo(pickedUp.caller(), "human-joined");
      talker.play(pickedUp.caller(), new RtpStream(98), List.of(octets((byte) 0x12, 160), octets((byte) 0x12, 160)));
      hears(pickedUp.callee(), (byte) 0x12, 1);
      pickedUp.caller().hangUp();
      pickedUp.callee().take("BYE");
      assertMessage(pickedUp, "normal", "human-joined", 1);
    }
  }

  @Test
  void shouldAskThoseWhoSayNothingAndPutThroughWhoAnswers() throws IOException {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site());
        Talker talker = new Talker()) {
      PhoneCall held = west.call("921");
      Pair person = new Pair(held, taken(east));
      PhoneCall refused = west.call("922");
      Pair nobody = new Pair(refused, taken(east));
      Pair silent = answered("931", west, east);
      Pair notAsked = answered("941", west, east);

      hears(person.callee(), PROMPT, PROMPT_PACKETS);
      plays(talker, person, 11, Recording.read(AUDIO.resolve("human-hello-slt.wav")).packets(5));
      Message answer = held.awaitAnswer();
      assertThat(answer.header("X-Earshot-Amd")).startsWith("result=human;");
      held.hangUp();
      person.callee().take("BYE");
      assertThat(server.cdrs().await(held.callId()).at("/amd/result").asText()).isEqualTo("human");

      notAsked.callee().take("BYE");
      assertThat(notAsked.caller().take("BYE").header("Reason")).contains("Answering Machine");
      assertThat(server.cdrs().await(notAsked.caller().callId()).at("/amd/at_ms").asInt()).as("by its profile")
          .isLessThan(4_000);
      hears(nobody.callee(), PROMPT, PROMPT_PACKETS);
      hears(silent.callee(), PROMPT, PROMPT_PACKETS);
      nobody.callee().take("BYE");
      assertThat(refused.awaitRefusal()).isEqualTo(480);
      silent.callee().take("BYE");
      assertThat(silent.caller().take("BYE").header("Reason")).contains("Answering Machine");
      JsonNode cdr = server.cdrs().await(refused.callId());
      assertThat(cdr.get("cause").asText()).isEqualTo("machine");
      assertThat(cdr.at("/amd/result").asText()).isEqualTo("silence");
    }
  }

  private static Pair answered(String number, Phone west, Phone east) {
    PhoneCall caller = west.call(number);
    PhoneCall callee = taken(east);
    caller.awaitAnswer();
    return new Pair(caller, callee);
  }

  private static PhoneCall taken(Phone east) {
    PhoneCall callee = east.awaitCall();
    callee.answer();
    return callee;
  }

  @SafeVarargs
  private static void plays(Talker talker, Pair pair, int ssrc, List<byte[]>... parts) {
    var all = new ArrayList<byte[]>();
    Arrays.stream(parts).forEach(all::addAll);
    talker.play(pair.callee(), new RtpStream(4_000 + ssrc), all);
  }

  /** Takes packets until so many of that octet have come. */
  private static void hears(PhoneCall call, byte octet, int packets) {
    for (int heard = 0; heard < packets;) {
      byte[] packet = call.media().receive();
      heard += packet.length == 172 && packet[12] == octet && packet[171] == octet ? 1 : 0;
    }
  }

  private static void awaitInfo(PhoneCall call, String word) {
    String body = call.take("INFO").body();
    while (!body.contains(word)) {
      body = call.take("INFO").body();
    }
  }

  private static void assertMessage(Pair call, String cause, String state, int plays) {
    JsonNode cdr = server.cdrs().await(call.caller().callId());
    assertThat(cdr.get("cause").asText()).isEqualTo(cause);
    assertThat(cdr.at("/amd/result").asText()).isEqualTo("machine");
    assertThat(cdr.at("/message/state").asText()).isEqualTo(state);
    assertThat(cdr.at("/message/plays").asInt()).isEqualTo(plays);
  }

  private static List<byte[]> silence(int ms) {
    return packets(octets(SILENCE, ms * 8));
  }

  /** 0.4 s of 1000 Hz, as mu-law: a period is 8 samples. */
  private static List<byte[]> beep() {
    byte[] period = {(byte) 0xff, (byte) 0x99, (byte) 0x90, (byte) 0x99, (byte) 0xff, 0x19, 0x10, 0x19};
    byte[] tone = new byte[3_200];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = period[i % period.length];
    }
    return packets(tone);
  }

  private static List<byte[]> packets(byte[] octets) {
    var packets = new ArrayList<byte[]>();
    for (int at = 0; at < octets.length; at += 160) {
      packets.add(Arrays.copyOfRange(octets, at, at + 160));
    }
    return packets;
  }

  private static byte[] octets(byte octet, int count) {
    byte[] all = new byte[count];
    Arrays.fill(all, octet);
    return all;
  }
}
