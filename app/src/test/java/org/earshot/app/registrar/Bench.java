package org.earshot.app.registrar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.events.DomainEvent;
import org.earshot.sip.SipActions;
import org.earshot.sip.auth.DigestAlgorithm;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.auth.NonceStore;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;

/** A registrar on a test bench: virtual time, a fake store, answers kept by request. */
final class Bench implements SipActions {
  static final Instant START = Instant.parse("2026-11-07T09:05:06.789123Z");
  static final Duration NONCE_LIFE = Duration.ofMinutes(5);

  final FakeStore store = new FakeStore();
  final List<DomainEvent> events = new ArrayList<>();
  final Map<RequestId, SipResponse> answers = new HashMap<>();
  final LocationTable table;
  final Registrar registrar;
  private Instant now = START;
  private long requests;

  Bench() {
    this(Domains.any(), 3, List.of());
  }

  Bench(Domains domains, int contactsMax, List<Binding> stored) {
    var config = new ServerConfig.Registrar(Duration.ofSeconds(60), Duration.ofSeconds(600), Duration.ofSeconds(7200),
        contactsMax, "earshot", NONCE_LIFE, List.of("SHA-256", "MD5"));
    var users = new UserDirectory(List.of(new ServerConfig.User("alice", "wonderland", ServerConfig.Amd.OFF),
        new ServerConfig.User("bob", "builder", ServerConfig.Amd.OFF)));
    var nonces = new NonceStore(NONCE_LIFE, 1000, () -> Duration.between(START, now).toNanos());
    var verifier = new DigestVerifier("earshot", List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5), nonces);
    table = new LocationTable(stored, () -> now);
    registrar = new Registrar(config, domains, verifier, users, table,
        new Registrar.Ports(this, events::add, store, (user, task) -> { task.run(); return true; }, () -> now));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  RequestId send(SipRequest request) {
    var id = new RequestId(++requests);
    registrar.on(id, request);
    return id;
  }

  Optional<SipResponse> answer(RequestId id) {
    return Optional.ofNullable(answers.get(id));
  }

  SipResponse ask(SipRequest request) {
    return answer(send(request)).orElseThrow();
  }

  /** A phone that has a fresh nonce. */
  Phone phone(String user, String password) {
    var phone = new Phone(user, password);
    return phone.hear(ask(phone.register()), "MD5");
  }

  Phone alice() {
    return phone("alice", "wonderland");
  }

  List<String> outcomes() {
    return events.stream().filter(DomainEvent.RegistrarAnswered.class::isInstance)
        .map(event -> ((DomainEvent.RegistrarAnswered) event).outcome()).toList();
  }

  List<Integer> bindingCounts() {
    return events.stream().filter(DomainEvent.BindingsChanged.class::isInstance)
        .map(event -> ((DomainEvent.BindingsChanged) event).bindings()).toList();
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    throw new AssertionError("a registrar has no legs");
  }

  @Override
  public void login(LegId leg, Login login) {}

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    throw new AssertionError("no request outside a dialog is expected: " + request.method());
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    if (answers.putIfAbsent(id, response) != null) {
      throw new AssertionError("answered twice");
    }
  }
}
