package org.earshot.app.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.earshot.app.config.ServerConfig.Credentials;
import org.earshot.app.config.ServerConfig.Health;
import org.earshot.app.config.ServerConfig.Limits;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.config.ServerConfig.Register;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.dns.SipLocator;
import org.earshot.app.events.DomainEvent;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.SipEvent.OutOfDialogAnswer.Origin;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registration and health with a trunk that answers at once, or not at all. */
class TrunkKeeperTest implements SipActions {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Hop HOP = new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060));

  private final BlockingQueue<OutgoingRequest> sent = new LinkedBlockingQueue<>();
  private final List<DomainEvent> events = new CopyOnWriteArrayList<>();
  private final TrunkLoop loop = new TrunkLoop();
  private volatile Function<OutgoingRequest, Optional<SipResponse>> trunk = _ -> Optional.of(SipResponse.of(200, "OK"));
  private TrunkDirectory directory;
  private TrunkKeeper keeper;

  @AfterEach
  void stop() {
    keeper.close();
    loop.close();
  }

  private void start(Optional<Register> register, Health health) {
    directory = new TrunkDirectory(List.of(new Trunk("carrier", List.of("sip:192.0.2.1"), List.of(), register, Optional.empty(),
        Limits.NONE, MediaPolicy.DEFAULT, health)), System::nanoTime);
    var locator = new SipLocator((_, _) -> CompletableFuture.completedStage(List.of()), Set.of(Transport.UDP));
    new TrunkNames(directory, locator, loop).start(Duration.ofSeconds(10));
    keeper = new TrunkKeeper(directory, loop,
        new TrunkKeeper.Ports(this, events::add, locator, InstantSource.system(), System::nanoTime));
    keeper.start();
  }

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    sent.add(request);
    trunk.apply(request).ifPresent(response -> keeper.on(new OutOfDialogAnswer(token, Origin.PEER, response)));
  }

  private OutgoingRequest next(String method) throws InterruptedException {
    OutgoingRequest request = sent.poll(10, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    assertThat(request.method()).isEqualTo(method);
    return request;
  }

  private List<String> states() {
    return events.stream().map(event -> switch (event) {
      case DomainEvent.TrunkState state -> state.trunk() + " " + state.state();
      case DomainEvent.TrunkRegistration state -> state.trunk() + " " + state.state();
      default -> event.toString();
    }).toList();
  }

  @Test
  void shouldFindATrunkDeadByItsSilenceAndAliveByItsAnswers() {
    trunk = _ -> Optional.empty();
    start(Optional.empty(), new Health(Duration.ofMillis(20), 2, 2));
    await().untilAsserted(() -> assertThat(states()).containsExactly("carrier down"));
    assertThat(directory.address("carrier")).isEmpty();

    trunk = _ -> Optional.of(SipResponse.of(405, "Method Not Allowed"));
    await().untilAsserted(() -> assertThat(states()).containsExactly("carrier down", "carrier up"));
    assertThat(directory.addresses("carrier")).hasSize(1);

    trunk = _ -> Optional.of(SipResponse.of(503, "Service Unavailable"));
    await().untilAsserted(() -> assertThat(states()).hasSize(3).last().isEqualTo("carrier down"));
  }

  @Test
  void shouldLearnFromCallsThatGetNowhere() throws Exception {
    start(Optional.empty(), new Health(NEVER, 2, 2));
    next("OPTIONS");
    directory.unreachable("carrier", HOP);
    directory.unreachable("carrier", HOP);
    await().untilAsserted(() -> assertThat(states()).containsExactly("carrier down"));
    assertThat(directory.address("carrier")).isEmpty();
  }

  @Test
  void shouldRegisterShowItAndRemoveItAtTheEnd() throws Exception {
    var challenge = SipResponse.of(401, "Unauthorized").with("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"");
    trunk = request -> Optional.of(request.headers().first("Authorization").isEmpty() ? challenge
        : SipResponse.of(200, "OK").with("Expires", "300"));
    start(Optional.of(new Register("acme", new Credentials("login", "secret"), Optional.empty(), Optional.of("voice.example"),
        Duration.ofHours(1))), new Health(Duration.ZERO, 1, 1));

    OutgoingRequest first = next("REGISTER");
    assertThat(first.requestUri()).hasToString("sip:voice.example");
    assertThat(first.hop()).isEqualTo(HOP);
    assertThat(first.series().to()).hasToString("<sip:acme@voice.example>");
    OutgoingRequest second = next("REGISTER");
    assertThat(second.series().callId()).isEqualTo(first.series().callId());
    assertThat(second.series().cseq()).isEqualTo(first.series().cseq() + 1);
    assertThat(second.headers().first("Authorization")).hasValueSatisfying(value -> assertThat(value).contains("\"login\""));
    await().untilAsserted(() -> assertThat(states()).containsExactly("carrier registered"));
    assertThat(directory.registration("carrier").orElseThrow().expires()).isPresent();

    keeper.close();
    OutgoingRequest last = next("REGISTER");
    assertThat(last.headers().first("Expires")).contains("0");
    assertThat(last.contact().orElseThrow().params()).containsEntry("expires", "0");
    assertThat(directory.registration("carrier").orElseThrow().state()).isEqualTo("removed");
  }

  @Test
  void shouldSayWhyItIsNotRegistered() {
    trunk = _ -> Optional.of(SipResponse.of(403, "Unknown Customer"));
    start(Optional.of(new Register("acme", new Credentials("acme", "secret"), Optional.empty(), Optional.empty(), NEVER)),
        new Health(Duration.ZERO, 1, 1));
    await().untilAsserted(() -> assertThat(states()).containsExactly("carrier refused"));
    assertThat(directory.registration("carrier").orElseThrow().reason()).isEqualTo("403 Unknown Customer");
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    throw new AssertionError("trunks have no legs");
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    throw new AssertionError("trunks answer nobody");
  }

  @Override
  public void login(LegId leg, Login login) {
    throw new AssertionError("trunks have no legs");
  }
}
