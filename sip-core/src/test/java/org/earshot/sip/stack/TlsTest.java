package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.earshot.sip.ConnectionSettings;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipStartException;
import org.earshot.sip.TlsSettings;
import org.earshot.sip.TlsSettings.Clients;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir
  private static Path folder;
  private static TestKeys ours;
  private static TestKeys theirs;

  @BeforeAll
  static void makeKeys() throws Exception {
    ours = TestKeys.make(folder, "ours", "DNS:sip.example.org,IP:127.0.0.1");
    theirs = TestKeys.make(folder, "theirs", "DNS:peer.example");
  }

  private static Server server(TestKeys keys, Clients clients, TestKeys trusted) throws SipStartException {
    return new Server(Transport.TLS, Optional.of(keys.settings(clients, trusted)), ConnectionSettings.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void shouldCarryACallOverTheConnectionThatTheCallerMade(String protocol) throws Exception {
    try (var server = server(ours, Clients.ANY, theirs);
        var peer = TcpPeer.over(ours.connect(server.port, false, protocol))) {
      var phone = new Phone(peer);
      peer.send(phone.invite(Server.SDP));
      var call = server.events.next(SipEvent.NewCall.class);
      assertThat(call.request().source().transport()).isEqualTo(Transport.TLS);
      server.answer(call.leg(), call.id());
      Wire answer = peer.awaitStatus(200);
      assertThat(answer.contactUri()).isEqualTo("sip:bob@127.0.0.1:" + server.port + ";transport=tls");
      peer.send(phone.ack(answer));
      server.events.nextForLeg(LegEvent.AckReceived.class);
      server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
      assertThat(peer.awaitRequest("BYE").header("Via")).startsWith("SIP/2.0/TLS 127.0.0.1:" + server.port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void shouldRefuseOldProtocols(String protocol) throws Exception {
    try (var server = server(ours, Clients.ANY, theirs)) {
      assertThatThrownBy(() -> ours.connect(server.port, false, protocol)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldCallAPeerWhoseCertificateIsForTheNameThatIsCalled() throws Exception {
    try (var caller = server(ours, Clients.ANY, theirs); var callee = server(theirs, Clients.REQUIRE, ours)) {
      LegId leg = caller.dial(named("peer.example", callee.port));
      var call = callee.events.next(SipEvent.NewCall.class);
      callee.answer(call.leg(), call.id());
      assertThat(caller.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(100);
      LegEvent.ResponseReceived answer = caller.events.nextForLeg(LegEvent.ResponseReceived.class);
      assertThat(answer.status()).isEqualTo(200);
      caller.stack.perform(leg, new LegAction.SendAck(answer.remoteTag(), Body.NONE));
      callee.events.nextForLeg(LegEvent.AckReceived.class);
      caller.stack.perform(leg, new LegAction.SendBye(Headers.NONE));
      callee.events.nextForLeg(LegEvent.ByeReceived.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"another.example", "127.0.0.1"})
  void shouldNotCallAPeerWhoseCertificateIsForSomebodyElse(String name) throws Exception {
    try (var caller = server(ours, Clients.ANY, theirs); var callee = server(theirs, Clients.ANY, ours)) {
      caller.dial(named(name, callee.port));
      assertThat(caller.events.nextForLeg(LegEvent.SendFailed.class).why())
          .contains("its certificate is not for " + name);
      assertThat(callee.events.isEmpty()).isTrue();
    }
  }

  @Test
  void shouldNotTakeTheConnectionOfOneNameForAnother() throws Exception {
    try (var caller = server(ours, Clients.ANY, theirs); var callee = server(theirs, Clients.ANY, ours)) {
      caller.dial(named("peer.example", callee.port));
      assertThat(caller.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(100);
      caller.dial(named("another.example", callee.port));
      assertThat(caller.events.nextForLeg(LegEvent.SendFailed.class).why()).contains("not for another.example");
    }
  }

  @Test
  void shouldNotCallAPeerWhoseCertificateNobodyKnows() throws Exception {
    try (var caller = server(ours, Clients.ANY, ours); var callee = server(theirs, Clients.ANY, ours)) {
      caller.dial(named("peer.example", callee.port));
      assertThat(caller.events.nextForLeg(LegEvent.SendFailed.class).why()).contains("unable to find valid certification path");
    }
  }

  @Test
  void shouldRefuseAClientWithoutTheCertificateThatIsInsistedOn() throws Exception {
    try (var server = server(ours, Clients.REQUIRE, ours);
        var with = TcpPeer.over(ours.connect(server.port, true))) {
      with.send(new Phone(with).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      server.events.next(SipEvent.OutOfDialog.class);
      // TLS 1.3: the client learns it with what it reads next
      assertThatThrownBy(() -> {
        SSLSocket without = ours.connect(server.port, false);
        without.getInputStream().read();
      }).isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldCountAndEndWhatIsNotTls() throws Exception {
    try (var server = server(ours, Clients.ANY, ours);
        var plain = TcpPeer.over(new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port))) {
      plain.send(new Phone(plain).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      await().until(() -> server.traces.stream().anyMatch(trace -> trace instanceof SipTrace.Malformed malformed
          && malformed.reason().equals("no-tls")));
      assertThat(server.events.isEmpty()).isTrue();
    }
  }

  @Test
  void shouldTakeUpANewCertificateWhileTheOldConnectionsGoOn() throws Exception {
    TestKeys moving = TestKeys.make(folder, "moving", "DNS:old.example");
    try (var server = server(moving, Clients.ANY, ours); var old = moving.connect(server.port, false)) {
      Certificate before = old.getSession().getPeerCertificates()[0];
      TestKeys fresh = TestKeys.make(folder, "fresh", "DNS:new.example");
      Files.copy(fresh.key(), moving.key(), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(fresh.certificate(), moving.certificate(), StandardCopyOption.REPLACE_EXISTING);
      await().ignoreExceptions().untilAsserted(() -> {
        try (SSLSocket next = fresh.connect(server.port, false)) {
          assertThat(next.getSession().getPeerCertificates()[0]).isEqualTo(fresh.x509()).isNotEqualTo(before);
        }
      });
      var peer = TcpPeer.over(old);
      peer.send(new Phone(peer).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      server.stack.respond(server.events.next(SipEvent.OutOfDialog.class).id(), SipResponse.of(200, "OK"));
      assertThat(peer.receive().status()).isEqualTo(200);
    }
  }

  @Test
  void shouldKeepTheCertificateInUseWhereTheNewOneCannotBeRead() throws Exception {
    TestKeys keys = TestKeys.make(folder, "broken-later", "DNS:old.example");
    TlsSettings settings = keys.settings(Clients.ANY, ours);
    var contexts = new TlsContexts(settings);
    var inUse = contexts.server();
    Files.writeString(keys.certificate(), "not a certificate");
    contexts.refresh();
    assertThat(contexts.server()).isSameAs(inUse);
  }

  @Test
  void shouldNotStartWithFilesThatCannotBeUsed() throws Exception {
    Path nowhere = folder.resolve("nowhere.pem");
    var missing = new TlsSettings(nowhere, ours.key(), Clients.ANY, Optional.empty(), true, Optional.empty());
    assertThatThrownBy(() -> new Server(Transport.TLS, Optional.of(missing), ConnectionSettings.DEFAULT))
        .isInstanceOf(SipStartException.class).hasMessageContaining("nowhere.pem cannot be read");
    var mixedUp = new TlsSettings(ours.key(), ours.certificate(), Clients.ANY, Optional.empty(), true, Optional.empty());
    assertThatThrownBy(() -> new Server(Transport.TLS, Optional.of(mixedUp), ConnectionSettings.DEFAULT))
        .isInstanceOf(SipStartException.class).hasMessageContaining("cannot be used");
    assertThatThrownBy(() -> new Server(Transport.WSS, Optional.empty(), ConnectionSettings.DEFAULT))
        .isInstanceOf(SipStartException.class).hasMessageContaining("TLS has no certificate");
  }

  private static Hop named(String name, int port) throws IOException {
    var address = InetAddress.getByAddress(name.equals("127.0.0.1") ? null : name, new byte[] {127, 0, 0, 1});
    return new Hop(Transport.TLS, new InetSocketAddress(address, port));
  }
}
