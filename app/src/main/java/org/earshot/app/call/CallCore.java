package org.earshot.app.call;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.events.DomainEvents;
import org.earshot.app.identity.Identities;
import org.earshot.app.registrar.Locations;
import org.earshot.app.registrar.Registrar;
import org.earshot.app.registrar.UserDirectory;
import org.earshot.app.route.Router;
import org.earshot.app.route.Trunks;
import org.earshot.media.MediaEvents;
import org.earshot.media.MediaGateway;
import org.earshot.sip.SipActions;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.leg.LegPolicy;
import org.earshot.sip.leg.SessionRules;

/** Puts the call core together from what the server has. */
public final class CallCore {
  private CallCore() {}

  /** In the tokens of the MESSAGEs that the core sends: their answers are {@link Switchboard#answered}. */
  public static final String MESSAGES = "message";

  /** Who may call and where to. */
  public record Directory(DigestVerifier verifier, UserDirectory users, Trunks trunks, Router router,
                          Locations locations, Registrar registrar) {}

  /** What carries calls and hears of them. */
  public record Carriers(SipActions sip, MediaGateway media, DomainEvents events, CallLoops loops) {}

  /** {@code clock}: for records; {@code nanos}: for durations. */
  public static Switchboard build(ServerConfig config, Directory directory, Carriers carriers, InstantSource clock,
                                  LongSupplier nanos) {
    var late = new LateMediaEvents();
    var policies = MediaPolicies.of(config.users(), config.trunks());
    var callers = new Callers(new Identities(config.users(), config.trunks()), config.users(), nanos);
    var calls = new LateCalls();
    var services = new CallServices(carriers.sip(), carriers.media(), late, carriers.events(), directory.trunks(),
        new Redirects(directory.router(), directory.locations(), directory.trunks()), calls, new LocalAddresses(),
        config.sip().domains().stream().findFirst().or(config.sip()::advertise),
        mediaAddress(config), policies, callers, config.amd(),
        LegPolicy.standard(RandomGenerator.getDefault(), sessions(config.sip().sessionTimer())), clock::instant, nanos);
    var reception = new Reception(directory.verifier(), directory.users(), directory.trunks(), directory.router(),
        directory.locations(), config.calls(), config.amd(), policies, callers);
    var messages = new Messages(directory, carriers.sip(), hop -> services.domain()
        .orElseGet(() -> services.addresses().towards(hop.address().getAddress()).getHostAddress()));
    var switchboard = new Switchboard(carriers.loops(), reception,
        new OutOfDialog(directory.registrar(), messages, carriers.sip()), services, config.sip().callsMax());
    late.to = switchboard;
    calls.to = switchboard;
    return switchboard;
  }

  /** Media reports to the switchboard, which is made after what calls need. Set before the first call. */
  private static final class LateMediaEvents implements MediaEvents {
    private volatile MediaEvents to;

    @Override
    public void on(org.earshot.media.MediaEvent event) {
      to.on(event);
    }
  }

  /** As above. */
  private static final class LateCalls implements OtherCalls {
    private volatile Switchboard to;

    @Override
    public void tell(String from, String other, Consumer<Call> what, Consumer<Call> ifGone) {
      to.tell(from, other, what, ifGone);
    }
  }

  private static SessionRules sessions(ServerConfig.SessionTimer timer) {
    return new SessionRules(switch (timer.mode()) {
      case REQUEST -> SessionRules.Mode.REQUEST;
      case ACCEPT -> SessionRules.Mode.ACCEPT;
      case OFF -> SessionRules.Mode.OFF;
    }, timer.expires().toSeconds(), timer.min().toSeconds());
  }

  /** What SDP names: media.advertise, else the one address that media listens on, else whatever routes to the peer. */
  private static Optional<InetAddress> mediaAddress(ServerConfig config) {
    InetAddress listen = InetAddress.ofLiteral(config.media().listen());
    return config.media().advertise().map(InetAddress::ofLiteral)
        .or(() -> listen.isAnyLocalAddress() ? Optional.empty() : Optional.of(listen));
  }
}
