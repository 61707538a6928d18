package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
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
 * The callee is a recording: a human's or a machine's. All recordings of lib/audio are played at once, each in a call
 * of its own; a file's name begins with the verdict it must get.
 */
class AmdCallTest {
  private static final Path AUDIO = Site.MODULE.resolve("lib/audio");
  private static final int SECONDS = 8;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static EarshotServer server;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("amd", Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Played(String name, String result, PhoneCall caller, PhoneCall callee) {}

  @Test
  void shouldHoldTheAnswerUntilTheVerdictAndTellItInTheHeader() throws IOException {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site());
        Talker talker = new Talker()) {
      List<Played> calls = play("82", west, east, talker);
      SoftAssertions softly = new SoftAssertions();
      for (Played call : calls) {
        Message answer = call.caller().awaitAnswer();
        softly.assertThat(answer.header("X-Earshot-Amd")).as(call.name()).startsWith("result=" + call.result() + ";")
            .matches("result=\\w+;confidence=[01]\\.\\d+;cause=[\\w-]+;at=\\d+");
        call.caller().hangUp();
        call.callee().take("BYE");
      }
      softly.assertAll();
      assertRecords(calls);
    }
  }

  @Test
  void shouldReportTheVerdictInAnInfo() throws IOException {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site());
        Talker talker = new Talker()) {
      List<Played> calls = play("81", west, east, talker);
      SoftAssertions softly = new SoftAssertions();
      for (Played call : calls) {
        softly.assertThat(call.caller().awaitAnswer().find("X-Earshot-Amd")).as(call.name()).isEmpty();
      }
      for (Played call : calls) {
        Message info = call.caller().take("INFO");
        softly.assertThat(info.header("Content-Type")).as(call.name()).startsWith("application/vnd.earshot.amd+json");
        softly.assertThat(JSON.readTree(info.body()).path("result").asText()).as(call.name()).isEqualTo(call.result());
        call.caller().hangUp();
        call.callee().take("BYE");
      }
      softly.assertAll();
      assertRecords(calls);
    }
  }

  @Test
  void shouldListenToAUserWhomTheConfigurationNames() throws IOException {
    try (Phone west = new Phone("west", server.site()); Phone fay = new Phone("fay", server.site());
        Talker talker = new Talker()) {
      assertThat(fay.register("MD5").status()).isEqualTo(200);
      PhoneCall caller = west.call("fay");
      PhoneCall callee = fay.awaitCall();
      callee.answer();
      talker.play(callee, new RtpStream(77), Recording.read(AUDIO.resolve("machine-awb.wav")).packets(SECONDS));
      caller.awaitAnswer();
      assertThat(JSON.readTree(caller.take("INFO").body()).path("result").asText()).isEqualTo("machine");
      caller.hangUp();
      callee.take("BYE");
    }
  }

  @Test
  void shouldHangUpOnMachinesAndOnNobodyElse() throws IOException {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site());
        Talker talker = new Talker()) {
      List<Played> calls = play("83", west, east, talker);
      calls.forEach(call -> call.caller().awaitAnswer());
      for (Played machine : ofResult(calls, "machine")) {
        assertThat(machine.caller().take("BYE").header("Reason")).as(machine.name()).contains("Answering Machine");
        machine.callee().take("BYE");
        assertThat(server.cdrs().await(machine.caller().callId()).get("cause").asText()).isEqualTo("machine");
      }
      for (Played human : ofResult(calls, "human")) {
        human.caller().hangUp();
        human.callee().take("BYE");
        assertThat(server.cdrs().await(human.caller().callId()).get("cause").asText()).isEqualTo("normal");
      }
    }
  }

  @Test
  void shouldTryTheNextTargetWhereAMachineSpeaksBeforeTheAnswer() throws IOException {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site());
        Phone north = new Phone("north", server.site()); Talker talker = new Talker()) {
      PhoneCall caller = west.call("840");
      PhoneCall mailbox = east.awaitCall();
      mailbox.speakEarly();
      talker.play(mailbox, new RtpStream(78), Recording.read(AUDIO.resolve("machine-awb.wav")).packets(SECONDS));
      assertThat(mailbox.take("CANCEL").header("Reason")).contains("Answering Machine");
      PhoneCall person = north.awaitCall();
      person.answer();
      caller.awaitAnswer();
      caller.hangUp();
      person.take("BYE");
      JsonNode cdr = server.cdrs().await(caller.callId());
      assertThat(cdr.get("trunk").asText()).isEqualTo("north");
      assertThat(cdr.at("/amd/result").asText()).isEqualTo("machine");
    }
  }

  private static List<Played> ofResult(List<Played> calls, String result) {
    return calls.stream().filter(call -> call.result().equals(result)).toList();
  }

  /** Calls a number for each recording; the callee answers and plays it. */
  private static List<Played> play(String prefix, Phone west, Phone east, Talker talker) throws IOException {
    List<Played> calls = new ArrayList<>();
    for (Path file : recordings()) {
      PhoneCall caller = west.call(prefix + calls.size());
      PhoneCall callee = east.awaitCall();
      callee.answer();
      String name = file.getFileName().toString();
      talker.play(callee, new RtpStream(1000 + calls.size()), Recording.read(file).packets(SECONDS));
      calls.add(new Played(name, name.substring(0, name.indexOf('-')), caller, callee));
    }
    assertThat(calls).extracting(Played::result).contains("human", "machine");
    return calls;
  }

  private static List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(AUDIO)) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }

  /** The verdicts stand in the CDRs, the metrics and the log as well. */
  private static void assertRecords(List<Played> calls) {
    SoftAssertions softly = new SoftAssertions();
    for (Played call : calls) {
      JsonNode cdr = server.cdrs().await(call.caller().callId());
      softly.assertThat(cdr.at("/amd/result").asText()).as(call.name()).isEqualTo(call.result());
      softly.assertThat(server.log().lines()).as(call.name()).anyMatch(line ->
          line.contains("call=" + cdr.get("id").asText()) && line.contains("result=" + call.result()));
    }
    softly.assertAll();
    for (String result : List.of("human", "machine")) {
      long expected = calls.stream().filter(call -> call.result().equals(result)).count();
      Awaitility.await("the verdicts in the metrics").atMost(LIMIT).until(() -> verdicts(result) >= expected);
    }
  }

  private static double verdicts(String result) {
    return server.get("/metrics").body().lines()
        .filter(line -> line.startsWith("earshot_amd_verdicts_total{") && line.contains("result=\"" + result + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
  }
}
