package org.earshot.app.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.AmdRevised;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallAnswered;
import org.earshot.app.events.DomainEvent.CallEnded;
import org.earshot.app.events.DomainEvent.CallMessage;
import org.earshot.app.events.DomainEvent.CallRinging;
import org.earshot.app.events.DomainEvent.CallRouted;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.CallTransferred;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.events.DomainEvent.LegDialled;
import org.earshot.app.events.DomainEvent.LegFailed;
import org.earshot.app.events.DomainEvent.Rtp;
import org.earshot.app.events.DomainEvent.Verdict;
import org.earshot.app.json.Json;
import org.junit.jupiter.api.Test;

class CdrCollectorTest {
  private static final Instant T0 = Instant.parse("2026-11-21T02:00:00Z");

  private final List<Cdr> finished = new ArrayList<>();
  private final CdrCollector collector = new CdrCollector(finished::add);

  @Test
  void shouldWriteEveryFieldWhenAnsweredThroughATrunk() throws IOException {
    tell(new CallStarted("c1", T0, "alice", "+4930", Optional.empty(), "caller@host"),
        new CallRouted("c1", T0, Direction.OUTBOUND),
        new LegDialled("c1", T0, 1, Optional.of("first"), "+4930"),
        new LegFailed("c1", T0, 1, Optional.of("first"), 503),
        new LegDialled("c1", T0, 2, Optional.of("second"), "+4930"),
        new CallRinging("c1", T0.plusMillis(250), 2, 183, true, 250),
        new CallRinging("c1", T0.plusMillis(900), 2, 180, false, 900),
        new CallAnswered("c1", T0.plusMillis(2_000), 2, Optional.of("second"), "callee@us", "PCMA", 2_000),
        new AmdVerdict("c1", T0.plusMillis(4_000), 2, verdict("machine", 0.973), 2_000),
        new AmdRevised("c1", T0.plusMillis(5_000), 2, verdict("human", 0.6)),
        new CallTransferred("c1", T0.plusMillis(6_000), "caller", "blind", "carol"),
        new CallMessage("c1", T0.plusMillis(6_100), 2, "begun", 1, 0),
        new CallMessage("c1", T0.plusMillis(9_000), 2, "left", 2, 3_000),
        new CallEnded("c1", T0.plusMillis(9_500), 200, "normal", 16, "callee", true,
            Optional.of(new Rtp(450, 1, 0.12345, 4.4123)), Optional.of(new Rtp(440, 0, 1, 4.5))));

    assertThat(json(finished.getFirst())).isEqualTo(new ObjectMapper().readTree("""
        {"id":"c1","caller":"alice","callee":"+4930","trunk":"second","direction":"outbound",
         "start":"2026-11-21T02:00:00.000Z","ring":"2026-11-21T02:00:00.250Z","answer":"2026-11-21T02:00:02.000Z",
         "end":"2026-11-21T02:00:09.500Z","duration_ms":9500,"billed_ms":7500,"pdd_ms":250,
         "sip_code":200,"cause":"normal","q850":16,"ended_by":"callee",
         "caller_call_id":"caller@host","callee_call_id":"callee@us","codec":"PCMA",
         "rtp":{"caller":{"packets":450,"lost":1,"jitter_ms":0.12,"mos":4.41},
                "callee":{"packets":440,"lost":0,"jitter_ms":1.0,"mos":4.5}},
         "amd":{"result":"machine","confidence":0.97,"cause":"long-greeting","at_ms":1840},
         "transferred_to":"carol","message":{"state":"left","plays":2,"played_ms":3000}}"""));
  }

  @Test
  void shouldWriteFieldsInDocumentedOrder() {
    tell(new CallStarted("c1", T0, "alice", "bob", Optional.empty(), "x"), refused("c1"));
    var names = new ArrayList<String>();
    Json.tree(finished.getFirst()).fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("id", "caller", "callee", "trunk", "direction", "start", "ring", "answer", "end",
        "duration_ms", "billed_ms", "pdd_ms", "sip_code", "cause", "q850", "ended_by", "caller_call_id",
        "callee_call_id", "codec", "rtp", "amd", "transferred_to", "message");
  }

  @Test
  void shouldWriteNullWhereNothingIsKnownWhenRefused() throws IOException {
    tell(new CallStarted("c1", T0, "alice", "bob", Optional.empty(), "x"), refused("c1"));
    var cdr = json(finished.getFirst());
    for (var name : List.of("trunk", "direction", "ring", "answer", "pdd_ms", "callee_call_id", "codec", "amd")) {
      assertThat(cdr.get(name).isNull()).as(name).isTrue();
    }
    assertThat(cdr.get("rtp").get("caller").isNull()).isTrue();
    assertThat(cdr.get("billed_ms").asLong()).isZero();
    assertThat(cdr.get("sip_code").asInt()).isEqualTo(404);
  }

  @Test
  void shouldEstimateNoQualityWhenNothingCame() {
    tell(new CallStarted("c1", T0, "alice", "bob", Optional.empty(), "x"),
        new CallEnded("c1", T0, 487, "cancelled", 16, "caller", false, Optional.of(new Rtp(0, 0, 0, 0)), Optional.empty()));
    assertThat(finished.getFirst().rtp().caller().orElseThrow().mos()).isEmpty();
  }

  @Test
  void shouldNameTheTrunkACallCameFromWhenItWentToAUser() {
    tell(new CallStarted("c1", T0, "+4930", "bob", Optional.of("carrier"), "x"),
        new CallRouted("c1", T0, Direction.INBOUND),
        new LegDialled("c1", T0, 1, Optional.empty(), "bob"), refused("c1"));
    assertThat(finished.getFirst().trunk()).hasValue("carrier");
  }

  @Test
  void shouldKeepCallsApartWhenTheyInterleave() {
    tell(new CallStarted("c1", T0, "alice", "bob", Optional.empty(), "x"),
        new CallStarted("c2", T0, "carol", "dave", Optional.empty(), "y"), refused("c2"), refused("c1"));
    assertThat(finished).extracting(Cdr::caller).containsExactly("carol", "alice");
  }

  @Test
  void shouldIgnoreEventsWhenTheirCallIsUnknown() {
    tell(new CallRouted("none", T0, Direction.INTERNAL), refused("none"));
    assertThat(finished).isEmpty();
  }

  @Test
  void shouldWriteTheEldestAsLostWhenTooManyCallsNeverEnd() {
    var small = new CdrCollector(finished::add, 2);
    for (int i = 1; i <= 3; i++) {
      small.on(new CallStarted("c" + i, T0, "alice", "bob", Optional.empty(), "x"));
    }
    assertThat(finished).extracting(Cdr::id, Cdr::cause).containsExactly(tuple("c1", "lost"));
  }

  private void tell(DomainEvent... events) {
    List.of(events).forEach(collector::on);
  }

  private static CallEnded refused(String call) {
    return new CallEnded(call, T0.plusMillis(5), 404, "not-found", 1, "server", false, Optional.empty(),
        Optional.empty());
  }

  private static Verdict verdict(String result, double confidence) {
    return new Verdict(result, confidence, "long-greeting", 1_840, result.toUpperCase(Locale.ROOT), "x",
        List.of());
  }

  private static JsonNode json(Cdr cdr) throws IOException {
    var line = Json.line(cdr);
    assertThat(line).doesNotContain("\n");
    return new ObjectMapper().readTree(line);
  }
}
