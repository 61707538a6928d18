package org.earshot.app.trunk;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.earshot.app.config.ServerConfig.Register;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.route.RegistrationView;
import org.earshot.app.trunk.RegistrationMachine.Action;
import org.earshot.app.trunk.RegistrationState.Ask;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.SipEvent.OutOfDialogAnswer.Origin;
import org.earshot.sip.auth.DigestClient;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.OutgoingRequest.OwnContact;
import org.earshot.sip.message.OutgoingRequest.Series;
import org.earshot.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our registration with one trunk: the shell of {@link RegistrationMachine}. On the trunks' loop only. */
final class TrunkRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(TrunkRegistration.class);
  /** Over UDP four repeats have gone out by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final TrunkSite site;
  private final TrunkParts parts;
  private final Register register;
  private final DigestClient digest;
  private final RegistrationPolicy policy;
  private final SipUri domain;
  private RegistrationState state = new RegistrationState.Idle();
  private Series series;
  private List<Hop> servers = List.of();
  private Future<?> timer = CompletableFuture.completedFuture(null);
  private Runnable whenGone = () -> {};

  TrunkRegistration(TrunkSite site, TrunkParts parts) {
    this.site = site;
    this.parts = parts;
    this.register = site.config.register().orElseThrow();
    this.digest = new DigestClient(new Login(register.login().user(), register.login().password()));
    this.policy = new RegistrationPolicy((int) register.expires().toSeconds(), parts.random());
    SipUri registrar = site.registrar.orElseThrow();
    this.domain = register.domain().map(host -> SipUri.sip("", host, 0))
        .orElseGet(() -> SipUri.sip("", registrar.host(), registrar.port()));
    var self = NameAddr.of("", SipUri.sip(register.user(), domain.host(), 0));
    this.series = new Series(self.withParam("tag", word(8)), self, word(16), 0);
  }

  private static String word(int bytes) {
    var random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  void start() {
    on(new RegistrationEvent.Started());
  }

  /** Removes the binding; {@code gone} runs when that is done or given up. */
  void stop(Runnable gone) {
    whenGone = gone;
    on(new RegistrationEvent.Stopped());
  }

  private void on(RegistrationEvent event) {
    RegistrationMachine.Step step = RegistrationMachine.step(state, event, policy);
    LOG.debug("trunk={} {} + {} -> {}", site.name(), state.getClass().getSimpleName(), event.getClass().getSimpleName(),
        step.next());
    state = step.next();
    show();
    for (Action action : step.actions()) {
      switch (action) {
        case Action.Send(Ask ask, var credentials) -> send(ask, credentials);
        case Action.Arm(long delayMs) -> {
          timer.cancel(false);
          timer = parts.loop().after(Duration.ofMillis(delayMs), () -> on(new RegistrationEvent.TimerFired()));
        }
      }
    }
    if (state instanceof RegistrationState.Gone) {
      whenGone.run();
    }
  }

  private void send(Ask ask, Optional<Headers> credentials) {
    if (ask.redirect().isPresent()) {
      parts.locator().locate(ask.redirect().get())
          .whenComplete((found, _) -> parts.loop().post(() -> sendTo(found == null ? List.of()
              : found.draw(ThreadLocalRandom.current()), ask, credentials)));
      return;
    }
    if (ask.server() == 0 && ask.rounds() == 0) {
      servers = site.registrarHops();
    }
    sendTo(servers, ask, credentials);
  }

  private void sendTo(List<Hop> hops, Ask ask, Optional<Headers> credentials) {
    if (hops.size() <= ask.server()) {
      on(new RegistrationEvent.Failed(false, "its name does not resolve", 0, false, parts.nanos().getAsLong()));
      return;
    }
    SipUri target = ask.redirect().map(uri -> SipUri.sip("", uri.host(), uri.port())).orElse(domain);
    var asked = new DigestClient.Request("REGISTER", target.toString(), Body.NONE);
    Headers headers = credentials.orElseGet(() -> digest.credentials(asked)).with("Supported", "path")
        .with("Expires", Integer.toString(ask.expiresS()));
    series = series.next();
    Hop hop = hops.get(ask.server());
    var contact = new OwnContact(site.contactUser, Map.of("expires", Integer.toString(ask.expiresS())));
    var request = new OutgoingRequest("REGISTER", target, hop, series, Optional.of(contact), headers, Body.NONE);
    parts.client().send(request, PATIENCE, answer -> on(event(answer, ask, asked, hops)));
  }

  private RegistrationEvent event(OutOfDialogAnswer answer, Ask ask, DigestClient.Request asked, List<Hop> hops) {
    int status = answer.response().status();
    Headers headers = answer.response().headers();
    boolean another = ask.server() + 1 < hops.size();
    long now = parts.nanos().getAsLong();
    String words = RegisterAnswers.words(answer);
    if (answer.origin() != Origin.PEER) {
      return new RegistrationEvent.Failed(false, words, 0, another, now);
    }
    if (status < 300) {
      accepted(hops.get(ask.server()), headers);
      return new RegistrationEvent.Accepted(RegisterAnswers.granted(headers, site.contactUser, ask.expiresS()), now);
    }
    var refused = new RegistrationEvent.Failed(status < 500 || status >= 600, words, RegisterAnswers.retryAfterMs(headers),
        status >= 500 && status < 600 && another, now);
    return switch (status) {
      case 401, 407 -> digest.answer(asked, status, headers, ask.rounds())
          .<RegistrationEvent>map(RegistrationEvent.Challenged::new).orElse(refused);
      case 423 -> headers.first("Min-Expires").flatMap(RegisterAnswers::number)
          .<RegistrationEvent>map(RegistrationEvent.TooBrief::new).orElse(refused);
      case 300, 301, 302, 305 -> RegisterAnswers.redirection(headers)
          .<RegistrationEvent>map(RegistrationEvent.Redirected::new).orElse(refused);
      // RFC 3261 §21.4.9, §21.4.18: the registrar itself says that it may work later
      case 408, 480 -> new RegistrationEvent.Failed(false, words, RegisterAnswers.retryAfterMs(headers), another, now);
      default -> refused;
    };
  }

  /** RFC 3608 §5: requests that follow go by the Service-Route, whose first host is where they are sent. */
  private void accepted(Hop hop, Headers headers) {
    List<NameAddr> route = RegisterAnswers.addresses(headers, "Service-Route");
    List<String> written = route.stream().map(NameAddr::toString).toList();
    site.way(new TrunkSite.Way(Optional.of(hop), written, Optional.empty()));
    if (!route.isEmpty()) {
      parts.locator().locate(route.getFirst().uri()).thenAccept(found -> parts.loop().post(() ->
          site.way(new TrunkSite.Way(Optional.of(hop), written,
              found.draw(ThreadLocalRandom.current()).stream().findFirst()))));
    }
  }

  private void show() {
    RegistrationView before = site.registration().orElse(RegistrationView.TRYING);
    RegistrationView now = view();
    site.registration(now);
    if (before.state().equals(now.state())) {
      return;
    }
    if (now.registered() || now.reason().isEmpty()) {
      LOG.info("trunk {}: {}", site.name(), now.state());
    } else {
      LOG.warn("trunk {}: registration {}: {}", site.name(), now.state(), now.reason());
    }
    parts.events().on(new DomainEvent.TrunkRegistration(parts.clock().instant(), site.name(), now.state(), now.reason()));
  }

  private RegistrationView view() {
    return switch (state) {
      case RegistrationState.Registered(var bound) -> bound(bound, "");
      case RegistrationState.Asking(_, var bound, _) when bound.isPresent() -> bound(bound.get(), "");
      // between two tries it is what it was
      case RegistrationState.Asking _, RegistrationState.Idle _ -> site.registration().orElse(RegistrationView.TRYING);
      case RegistrationState.Waiting(var bound, _, String why, _) when bound.isPresent() -> bound(bound.get(), why);
      case RegistrationState.Waiting(_, _, String why, boolean refused) ->
          new RegistrationView(refused ? "refused" : "failed", Optional.empty(), why);
      case RegistrationState.Leaving _, RegistrationState.Gone _ -> new RegistrationView("removed", Optional.empty(), "");
    };
  }

  private RegistrationView bound(RegistrationState.Bound bound, String why) {
    Duration left = Duration.ofNanos(bound.untilNanos() - parts.nanos().getAsLong());
    return new RegistrationView("registered", Optional.of(parts.clock().instant().plus(left)), why);
  }
}
