package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.Locations;
import org.earshot.app.registrar.UserDirectory;
import org.earshot.app.route.RouteDecision;
import org.earshot.app.route.Trunks;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

class MessagesTest implements SipActions, Trunks, Locations {
  private static final Hop TRUNK = hop("192.0.2.9");
  private static final RequestId ID = new RequestId(1);

  private final List<OutgoingRequest> sent = new ArrayList<>();
  private final List<RequestToken> tokens = new ArrayList<>();
  private final List<SipResponse> answers = new ArrayList<>();
  private final List<Binding> phones = new ArrayList<>();
  private final Messages messages = new Messages(new CallCore.Directory(null,
      new UserDirectory(List.of(new User("bob", "secret", Amd.OFF))), this, _ -> new RouteDecision.Nowhere(), this, null),
      this, _ -> "earshot.example");

  private static Hop hop(String address) {
    return new Hop(Transport.UDP, new InetSocketAddress(address, 5060));
  }

  private void phone(String host) {
    phones.add(new Binding("bob", SipUri.parse("sip:bob@" + host), hop(host), 1, Instant.MAX, "reg", 1, "phone"));
  }

  private void message(String to, String... headers) {
    messages.on(ID, new SipRequest("MESSAGE", SipUri.parse("sip:" + to + "@earshot.example"),
        NameAddr.parse("\"Carl\" <sip:+4930@carrier.example>;tag=a"), NameAddr.parse("<sip:bob@earshot.example>"), "call", 7,
        Headers.of(headers), new Body("text/plain", "hello".getBytes()), TRUNK, TRUNK.address()));
  }

  private void answer(int index, int status) {
    messages.on(new OutOfDialogAnswer(tokens.get(index), OutOfDialogAnswer.Origin.PEER, SipResponse.of(status, "Said")));
  }

  @Test
  void shouldSendItToEveryPhoneAndPassTheFirst2xxBack() {
    phone("192.0.2.1");
    phone("192.0.2.2");
    message("bob", "Max-Forwards", "10", "P-Secret", "x");

    assertThat(sent).hasSize(2).allSatisfy(one -> {
      assertThat(one.headers().fields()).containsExactly(new Headers.Field("Max-Forwards", "9"));
      assertThat(one.series().from().toString()).isEqualTo("\"Carl\" <sip:+4930@earshot.example>");
      assertThat(one.body().text()).isEqualTo("hello");
    });
    answer(0, 486);
    assertThat(answers).isEmpty();
    answer(1, 202);
    assertThat(answers).containsExactly(SipResponse.of(202, "Said"));
  }

  @Test
  void shouldPassTheLastRefusalBackAndNoChallengeOrRedirection() {
    phone("192.0.2.1");
    for (int status : List.of(603, 407, 302)) {
      message("bob");
      answer(tokens.size() - 1, status);
    }

    assertThat(answers).extracting(SipResponse::status).containsExactly(603, 480, 480);
  }

  @Test
  void shouldAnswerOnceWhenSeveralTakeIt() {
    phone("192.0.2.1");
    phone("192.0.2.2");
    message("bob");
    answer(0, 200);
    answer(1, 200);
    answer(1, 200);

    assertThat(answers).hasSize(1);
  }

  @Test
  void shouldRefuseWhatReachesNobody() {
    message("bob");
    message("nobody");
    message("bob", "Max-Forwards", "0");

    assertThat(answers).extracting(SipResponse::status).containsExactly(480, 404, 483);
    assertThat(sent).isEmpty();
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    throw new AssertionError("no leg is involved");
  }

  @Override
  public void login(LegId leg, Login login) {
    throw new AssertionError("no leg is involved");
  }

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    tokens.add(token);
    sent.add(request);
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    assertThat(id).isEqualTo(ID);
    answers.add(response);
  }

  @Override
  public Optional<String> from(Hop source) {
    return Optional.of("carrier");
  }

  @Override
  public Optional<Address> address(String trunk) {
    return Optional.empty();
  }

  @Override
  public boolean acquire(String trunk) {
    return false;
  }

  @Override
  public void release(String trunk) {}

  @Override
  public List<Binding> lookup(String user) {
    return user.equals("bob") ? phones : List.of();
  }

  @Override
  public List<Binding> all() {
    return phones;
  }
}
