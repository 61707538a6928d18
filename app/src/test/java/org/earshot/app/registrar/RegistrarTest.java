package org.earshot.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.earshot.app.registrar.LocationStore.Outcome;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REGISTER by RFC 3261 §10.3, in virtual time. */
class RegistrarTest {
  private static final String CONTACT = "<sip:alice@127.0.0.1:44010>";
  private static final String OTHER = "<sip:alice@127.0.0.1:44020>";

  private final Bench bench = new Bench();

  private List<String> contacts() {
    return bench.table.lookup("alice").stream().map(binding -> binding.contact().toString()).toList();
  }

  @Test
  void shouldBindAndListWhenRegistered() {
    SipResponse response = bench.ask(bench.alice().register("Contact", CONTACT, "Expires", "300"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().all("Contact")).containsExactly("<sip:alice@127.0.0.1:44010>;expires=300");
    assertThat(response.headers().first("Date")).contains("Sat, 07 Nov 2026 09:05:06 GMT");
    assertThat(contacts()).containsExactly("sip:alice@127.0.0.1:44010");
    assertThat(bench.outcomes()).containsExactly("challenged", "ok");
    assertThat(bench.bindingCounts()).containsExactly(1);
  }

  @Test
  void shouldKeepThePathOfARegistrationAndTellIt() {
    SipResponse response = bench.ask(bench.alice().register("Contact", CONTACT, "Require", "path",
        "Path", "<sip:edge.example;lr>, <sip:in@10.0.0.1;lr>", "Path", "<sip:last.example;lr>"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().all("Path"))
        .containsExactly("<sip:edge.example;lr>", "<sip:in@10.0.0.1;lr>", "<sip:last.example;lr>");
    assertThat(bench.table.lookup("alice")).singleElement().satisfies(binding -> assertThat(binding.path())
        .containsExactly("<sip:edge.example;lr>", "<sip:in@10.0.0.1;lr>", "<sip:last.example;lr>"));
    assertThat(bench.ask(bench.alice().register("Contact", CONTACT, "Path", "nonsense <")).status()).isEqualTo(400);
  }

  @Test
  void shouldListWhatIsLeftOfEachTimeWhenAskedWithoutContact() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT, "Expires", "300"));
    bench.pass(Duration.ofSeconds(100));
    bench.ask(phone.register("Contact", OTHER + ";q=0.5"));
    SipResponse response = bench.ask(phone.register());

    assertThat(response.headers().all("Contact")).containsExactlyInAnyOrder(
        "<sip:alice@127.0.0.1:44010>;expires=200", "<sip:alice@127.0.0.1:44020>;q=0.5;expires=600");
    assertThat(bench.outcomes()).endsWith("queried");
    assertThat(bench.store.changes).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "300,     -,    300", // of the parameter
      "-,       400,  400", // of the header field
      "300,     400,  300", // the parameter goes first
      "-,       -,    600", // the default
      "99999,   -,    7200", // the upper bound
      "99999999999999999999, -, 7200",
      "soon,    -,    3600", // malformed: as 3600
      "-,       -5,   3600",
      "0000060, -,    60",
  })
  void shouldChooseExpiryByParameterThenHeaderThenDefault(String param, String header, String granted) {
    String contact = param == null ? CONTACT : CONTACT + ";expires=" + param;
    Phone phone = bench.alice();
    SipResponse response = bench.ask(header == null ? phone.register("Contact", contact)
        : phone.register("Contact", contact, "Expires", header));

    assertThat(Phone.param(response.headers().first("Contact").orElseThrow(), "expires")).isEqualTo(granted);
  }

  @Test
  void shouldSayMinExpiresWhenIntervalIsTooBrief() {
    SipResponse response = bench.ask(bench.alice().register("Contact", OTHER, "Contact", CONTACT + ";expires=59"));

    assertThat(response.status()).isEqualTo(423);
    assertThat(response.headers().first("Min-Expires")).contains("60");
    assertThat(contacts()).as("all or nothing").isEmpty();
    assertThat(bench.outcomes()).endsWith("too-brief");
  }

  @Test
  void shouldKeepSeveralContactsInOrderOfQThenRecency() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", "<sip:old@127.0.0.1>;q=0.5, <sip:weak@127.0.0.1>;q=0.1"));
    bench.ask(phone.register("Contact", "<sip:new@127.0.0.1>;q=.5"));

    assertThat(contacts()).containsExactly("sip:new@127.0.0.1", "sip:old@127.0.0.1", "sip:weak@127.0.0.1");
  }

  @Test
  void shouldRefuseMoreContactsThanAllowedAndStillRefreshThoseThere() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", "<sip:a@127.0.0.1>, <sip:b@127.0.0.1>, <sip:c@127.0.0.1>"));

    assertThat(bench.ask(phone.register("Contact", "<sip:d@127.0.0.1>")).status()).isEqualTo(403);
    assertThat(bench.ask(phone.register("Contact", "<sip:c@127.0.0.1>")).status()).isEqualTo(200);
    assertThat(bench.ask(phone.register("Contact", "<sip:d@127.0.0.1>, <sip:a@127.0.0.1>;expires=0")).status())
        .isEqualTo(200);
    assertThat(contacts()).containsExactly("sip:d@127.0.0.1", "sip:c@127.0.0.1", "sip:b@127.0.0.1");
  }

  @Test
  void shouldTakeEqualUrisForOneContact() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", "<sip:%61lice@EXAMPLE.com;transport=tcp;foo=1>"));
    SipResponse response = bench.ask(phone.register("Contact", "<sip:alice@example.com;foo=1;Transport=TCP>"));

    assertThat(response.headers().all("Contact")).hasSize(1);
    assertThat(bench.store.changes.getLast().removed()).as("rows go by their text").hasSize(1);
    assertThat(bench.ask(phone.register("Contact", "<sip:alice@example.com>")).headers().all("Contact"))
        .as("transport makes a difference").hasSize(2);
  }

  @Test
  void shouldRemoveOneContactWhenItsExpiryIsZero() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT + ", " + OTHER));
    SipResponse response = bench.ask(phone.register("Contact", CONTACT, "Expires", "0"));

    assertThat(response.headers().all("Contact")).hasSize(1);
    assertThat(contacts()).containsExactly("sip:alice@127.0.0.1:44020");
    assertThat(bench.outcomes()).endsWith("removed");
    assertThat(bench.bindingCounts()).containsExactly(2, 1);
  }

  @Test
  void shouldAnswerWithoutTouchingTheStoreWhenThereIsNothingToRemove() {
    SipResponse response = bench.ask(bench.alice().register("Contact", CONTACT, "Expires", "0"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().all("Contact")).isEmpty();
    assertThat(bench.store.changes).isEmpty();
  }

  @Test
  void shouldRemoveAllWhenContactIsStarAndExpiresZero() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT + ", " + OTHER));
    SipResponse response = bench.ask(phone.register("Contact", "*", "Expires", "0"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().all("Contact")).isEmpty();
    assertThat(contacts()).isEmpty();
    assertThat(bench.store.changes.getLast().removed()).hasSize(2);
  }

  @Test
  void shouldRefuseStarWithOtherContactsOrAnotherExpiry() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT));

    assertThat(bench.ask(phone.register("Contact", "*")).status()).isEqualTo(400);
    assertThat(bench.ask(phone.register("Contact", "*", "Expires", "60")).status()).isEqualTo(400);
    assertThat(bench.ask(phone.register("Contact", "*", "Contact", OTHER, "Expires", "0")).status()).isEqualTo(400);
    assertThat(bench.ask(phone.register("Contact", "*, " + OTHER, "Expires", "0")).status()).isEqualTo(400);
    assertThat(contacts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "<sip:alice@127.0.0.1", "garbage", "<tel:+491234>", "<sip:alice@127.0.0.1:99999>", "<sip:a@b>;q=2",
      "<sip:a@b>;q=high", "<sip:a@b>;q=", "sip:user@example.com?Route=%3Csip:sip.example.com%3E", "<sip:a@b>, <sip:",
      "\"unclosed <sip:a@b>",
  })
  void shouldAnswer400WhenContactMakesNoSense(String contact) {
    assertThat(bench.ask(bench.alice().register("Contact", contact)).status()).isEqualTo(400);
    assertThat(bench.store.changes).isEmpty();
  }

  @Test
  void shouldRefuseOlderCSeqOfTheSameCallIdOnly() {
    Phone phone = bench.alice();
    bench.ask(phone.cseq(10).register("Contact", CONTACT));

    assertThat(bench.ask(phone.cseq(10).register("Contact", CONTACT)).status()).isEqualTo(500);
    assertThat(bench.ask(phone.cseq(9).register("Contact", CONTACT, "Expires", "0")).status()).isEqualTo(500);
    assertThat(bench.ask(phone.cseq(9).register("Contact", "*", "Expires", "0")).status()).isEqualTo(500);
    assertThat(bench.ask(phone.cseq(9).register("Contact", OTHER + ", " + CONTACT)).status()).isEqualTo(500);
    assertThat(contacts()).as("nothing of those").containsExactly("sip:alice@127.0.0.1:44010");
    Phone rebooted = phone.twin("call-after-reboot");
    rebooted.hear(bench.ask(rebooted.register()), "MD5");
    assertThat(bench.ask(rebooted.cseq(1).register("Contact", CONTACT)).status()).isEqualTo(200);
  }

  @Test
  void shouldForgetABindingWhenItsTimeIsOver() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT + ";expires=60, " + OTHER));
    bench.pass(Duration.ofSeconds(60));

    assertThat(contacts()).as("at once").containsExactly("sip:alice@127.0.0.1:44020");
    assertThat(bench.table.all()).hasSize(1);
    bench.registrar.sweep(bench.now());
    assertThat(bench.store.changes.getLast().removed()).hasToString("[sip:alice@127.0.0.1:44010]");
    assertThat(bench.bindingCounts()).containsExactly(2, 1);
    int written = bench.store.changes.size();
    bench.registrar.sweep(bench.now());
    assertThat(bench.store.changes).hasSize(written);
  }

  @Test
  void shouldLetARefreshWinOverTheSweepBehindIt() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT + ";expires=60"));
    bench.pass(Duration.ofSeconds(59));
    bench.store.answers(null);
    RequestId refresh = bench.send(phone.register("Contact", CONTACT + ";expires=60"));
    bench.pass(Duration.ofSeconds(2));
    bench.registrar.sweep(bench.now());
    bench.store.finish(Outcome.COMMITTED);

    assertThat(bench.answer(refresh)).map(SipResponse::status).contains(200);
    assertThat(bench.store.unfinished()).as("nothing was left to sweep").isZero();
    assertThat(contacts()).hasSize(1);
  }

  @Test
  void shouldAnswerOnlyOnceItIsOnDiskAndInOrder() {
    Phone phone = bench.alice();
    Phone twin = phone.twin("another");
    twin.hear(bench.ask(twin.register()), "MD5");
    bench.store.answers(null);
    RequestId first = bench.send(phone.register("Contact", CONTACT));
    RequestId second = bench.send(twin.register("Contact", OTHER));
    RequestId query = bench.send(twin.register());

    assertThat(bench.answer(first)).isEmpty();
    assertThat(contacts()).isEmpty();
    assertThat(bench.store.unfinished()).as("the second waits for its turn").isOne();
    bench.store.finish(Outcome.COMMITTED);
    assertThat(bench.answer(first).orElseThrow().headers().all("Contact")).hasSize(1);
    assertThat(bench.answer(second)).isEmpty();
    bench.store.finish(Outcome.COMMITTED);
    assertThat(bench.answer(second).orElseThrow().headers().all("Contact")).hasSize(2);
    assertThat(bench.answer(query).orElseThrow().headers().all("Contact")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "REFUSED"})
  void shouldAnswer503AndKeepWhatWasThereWhenTheStoreFails(Outcome trouble) {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT));
    bench.store.answers(trouble);
    SipResponse failed = bench.ask(phone.register("Contact", OTHER + ", " + CONTACT + ";expires=0"));

    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.headers().first("Retry-After")).isPresent();
    assertThat(bench.outcomes()).endsWith("error");
    assertThat(contacts()).containsExactly("sip:alice@127.0.0.1:44010");
    bench.store.answers(Outcome.COMMITTED);
    assertThat(bench.ask(phone.register("Contact", OTHER)).status()).as("works again").isEqualTo(200);
  }

  @Test
  void shouldAnswer503WhenTooManyWaitForTheDisk() {
    Phone phone = bench.alice();
    bench.store.answers(null);
    List<RequestId> sent = java.util.stream.IntStream.range(0, 40)
        .mapToObj(_ -> bench.send(phone.register("Contact", CONTACT))).toList();

    List<RequestId> refused = sent.stream().filter(id -> bench.answer(id).isPresent()).toList();
    assertThat(refused).isEqualTo(sent.subList(33, 40));
    assertThat(refused).allSatisfy(id -> assertThat(bench.answers.get(id).status()).isEqualTo(503));
    while (bench.store.unfinished() > 0) {
      bench.store.finish(Outcome.COMMITTED);
    }
    assertThat(bench.answers.keySet()).containsAll(sent);
  }

  @Test
  void shouldAnswer420WhenAnExtensionIsRequired() {
    SipResponse response = bench.ask(bench.alice().register("Contact", CONTACT, "Require", "gruu"));

    assertThat(response.status()).isEqualTo(420);
    assertThat(response.headers().first("Unsupported")).contains("gruu");
  }

  @Test
  void shouldStartWithWhatIsOnDisk() {
    bench.ask(bench.alice().register("Contact", CONTACT));
    var restarted = new Bench(Domains.any(), 3, bench.table.all());

    assertThat(restarted.table.lookup("alice")).isEqualTo(bench.table.lookup("alice"));
  }
}
