package org.earshot.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Credentials;
import org.earshot.app.config.ServerConfig.FromUser;
import org.earshot.app.config.ServerConfig.Health;
import org.earshot.app.config.ServerConfig.Identity;
import org.earshot.app.config.ServerConfig.Limits;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.config.ServerConfig.Register;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Headers.Field;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final List<String> ALL =
      List.of("P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID", "Diversion", "History-Info");
  private static final String PAI = "\"Ann\" <sip:+49301@carrier.example>, <tel:+49301>";
  private static final String ANONYMOUS = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";

  private final Identities identities = new Identities(
      List.of(new User("alice", "x", AmdPolicy.OFF, MediaPolicy.DEFAULT, Limits.NONE, List.of("X-Customer", "x-token")),
          new User("bob", "x", Amd.OFF)),
      List.of(trunk("trusted", new Identity(true, FromUser.CALLER, ALL)),
          trunk("open", new Identity(false, FromUser.CALLER, ALL)),
          trunk("plain", Identity.DEFAULT),
          trunk("account", new Identity(false, FromUser.ACCOUNT, List.of("P-Preferred-Identity")))));

  private static Trunk trunk(String name, Identity identity) {
    var register = new Register("acme", new Credentials("acme", "x"), Optional.empty(), Optional.empty(), Duration.ofHours(1));
    return new Trunk(name, List.of("sip:" + name + ".example"), List.of(), Optional.of(register), Optional.empty(),
        Limits.NONE, MediaPolicy.DEFAULT, new Health(Duration.ZERO, 1, 1), identity, List.of("X-Customer"));
  }

  private static SipRequest invite(String from, String... headers) {
    var hop = new Hop(Transport.UDP, new InetSocketAddress("192.0.2.1", 5060));
    return new SipRequest("INVITE", SipUri.parse("sip:1@us"), NameAddr.parse(from), NameAddr.parse("<sip:1@us>"), "id", 1,
        Headers.of(headers), Body.NONE, hop, hop.address());
  }

  private CallerId ofUser(String from, String... headers) {
    return identities.caller(invite(from, headers), Optional.of("alice"), Optional.empty());
  }

  private CallerId ofTrunk(String trunk, String from, String... headers) {
    return identities.caller(invite(from, headers), Optional.empty(), Optional.of(trunk));
  }

  /** What a trunk sees of it. */
  private List<String> lines(CallerId caller, String trunk) {
    Identities.Shown shown = identities.toTrunk(caller, trunk, "us");
    return Stream.concat(Stream.of("From: " + shown.from()),
        shown.headers().fields().stream().map(field -> field.name() + ": " + field.value())).toList();
  }

  @Test
  void shouldTakeAUserForWhomHeHasProvedToBe() {
    CallerId caller = ofUser("\"The Boss\" <sip:boss@us>;tag=1", "P-Asserted-Identity", "<sip:boss@us>", "Diversion", "<sip:x@us>");
    assertThat(caller).isEqualTo(new CallerId("alice", "The Boss", false, List.of(), List.of()));
    assertThat(identities.toUser(caller, "bob", "us").from()).hasToString("\"The Boss\" <sip:alice@us>");
    assertThat(lines(caller, "plain")).containsExactly("From: \"The Boss\" <sip:alice@us>");
    assertThat(lines(caller, "open")).containsExactly("From: \"The Boss\" <sip:alice@us>",
        "P-Asserted-Identity: \"The Boss\" <sip:alice@us>", "P-Preferred-Identity: \"The Boss\" <sip:alice@us>",
        "Remote-Party-ID: \"The Boss\" <sip:alice@us>;party=calling;privacy=off;screen=yes");
  }

  @Test
  void shouldWithholdWhoCallsButFromThoseWhoAreTrusted() {
    for (CallerId caller : List.of(ofUser("\"Al\" <sip:alice@us>", "Privacy", "id"),
        ofUser("\"Al\" <sip:alice@us>", "Privacy", "session; User;critical"))) {
      assertThat(caller.withheld()).isTrue();
      assertThat(identities.toUser(caller, "bob", "us").from()).hasToString(ANONYMOUS);
      assertThat(lines(caller, "open")).containsExactly("From: " + ANONYMOUS, "Privacy: id");
      assertThat(lines(caller, "trusted")).containsExactly("From: " + ANONYMOUS, "P-Asserted-Identity: \"Al\" <sip:alice@us>",
          "P-Preferred-Identity: \"Al\" <sip:alice@us>",
          "Remote-Party-ID: \"Al\" <sip:alice@us>;party=calling;privacy=full;screen=yes", "Privacy: id");
    }
    assertThat(ofUser(ANONYMOUS)).isEqualTo(new CallerId("alice", "", true, List.of(), List.of()));
    assertThat(ofUser("<sip:alice@us>", "Privacy", "none").withheld()).isFalse();
  }

  @Test
  void shouldBelieveATrunkOnlyWhereItIsTrusted() {
    String[] said = {"P-Asserted-Identity", PAI, "Privacy", "id", "Diversion", "<sip:0307@x>;reason=no-answer",
        "History-Info", "<sip:0307@x>;index=1"};
    CallerId trusted = ofTrunk("trusted", "<sip:anonymous@anonymous.invalid>", said);
    assertThat(trusted.number()).isEqualTo("+49301");
    assertThat(trusted.display()).isEqualTo("Ann");
    assertThat(trusted.withheld()).isTrue();
    assertThat(trusted.history()).containsExactly(new Field("Diversion", "<sip:0307@x>;reason=no-answer"),
        new Field("History-Info", "<sip:0307@x>;index=1"));
    assertThat(lines(trusted, "trusted")).contains("P-Asserted-Identity: \"Ann\" <sip:+49301@us>",
        "Diversion: <sip:0307@x>;reason=no-answer", "History-Info: <sip:0307@x>;index=1", "Privacy: id");

    assertThat(ofTrunk("open", "\"Eve\" <sip:+4911@x>", said))
        .isEqualTo(new CallerId("+4911", "Eve", true, List.of(), List.of()));
    assertThat(ofTrunk("open", "<sip:anonymous@anonymous.invalid>"))
        .isEqualTo(new CallerId("anonymous", "", true, List.of(), List.of()));
    assertThat(lines(ofTrunk("open", "<sip:x.example>"), "trusted"))
        .as("nobody is asserted to be anonymous").containsExactly("From: " + ANONYMOUS, "Privacy: id");
  }

  @Test
  void shouldReadRemotePartyIdAndPassOverWhatIsNoAddress() {
    CallerId caller = ofTrunk("trusted", "\"Office\" <sip:100@x>", "P-Asserted-Identity", "nonsense <",
        "Remote-Party-ID", "<sip:+49302@x>;party=calling;privacy=full");
    assertThat(caller).isEqualTo(new CallerId("+49302", "Office", true, List.of(), List.of()));
    assertThat(ofTrunk("trusted", "<sip:100@x>", "Remote-Party-ID", "<sip:+49302@x>;privacy=off").withheld()).isFalse();
  }

  @Test
  void shouldCallInTheNameOfTheAccountWhereTheTrunkWantsThat() {
    assertThat(lines(ofUser("\"Al\" <sip:x@y>"), "account"))
        .containsExactly("From: \"Al\" <sip:acme@account.example>", "P-Preferred-Identity: \"Al\" <sip:alice@us>");
    assertThat(lines(ofUser("\"Al\" <sip:x@y>", "Privacy", "id"), "account"))
        .containsExactly("From: \"Anonymous\" <sip:acme@account.example>", "Privacy: id");
  }

  @Test
  void shouldCarryAFieldThatBothSidesList() {
    CallerId caller = ofUser("<sip:alice@us>", "x-customer", "42", "X-Token", "t", "X-Other", "no");
    assertThat(caller.carried()).containsExactly(new Field("X-Customer", "42"), new Field("x-token", "t"));
    assertThat(lines(caller, "plain")).containsExactly("From: <sip:alice@us>", "X-Customer: 42");
    assertThat(identities.toUser(caller, "bob", "us").headers()).isEqualTo(Headers.NONE);
    assertThat(identities.carried(Headers.of("X-Customer", "43", "X-Token", "t"), "plain", "alice"))
        .isEqualTo(Headers.of("X-Customer", "43"));
    assertThat(identities.carried(Headers.of("X-Customer", "43"), "plain", "bob")).isEqualTo(Headers.NONE);
  }
}
