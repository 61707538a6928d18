package org.earshot.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.Durations;
import org.earshot.app.config.PortRange;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Health;
import org.earshot.app.config.ServerConfig.Limits;
import org.earshot.app.config.ServerConfig.Register;
import org.earshot.app.config.ServerConfig.Route;
import org.earshot.app.config.ServerConfig.Tls;
import org.earshot.app.config.ServerConfig.Transfer;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.pattern.NumberPattern;

/** What a server will do with a configuration, in lines for its operator. Never a password. */
final class ConfigSummary {
  private static final String INDENT = " ".repeat(11);

  private final ServerConfig config;
  private final List<String> lines = new ArrayList<>();

  private ConfigSummary(ServerConfig config) {
    this.config = config;
  }

  static List<String> of(ServerConfig config) {
    var summary = new ConfigSummary(config);
    summary.sip();
    summary.media();
    summary.list("Users", config.users().stream().map(ConfigSummary::user).toList(),
        "none: nobody can register");
    summary.list("Trunks", config.trunks().stream().map(ConfigSummary::trunk).toList(), "none");
    summary.list("Routes", config.routes().stream().map(summary::route).toList(),
        "none: only users can be called");
    summary.rest();
    return List.copyOf(summary.lines);
  }

  private void sip() {
    var sip = config.sip();
    list("SIP", sip.listen().stream().map(String::valueOf).toList(), "");
    sip.tls().ifPresent(this::tls);
    more("advertised as " + sip.advertise().orElse("the address a packet leaves from"));
    more("domains: " + (sip.domains().isEmpty() ? "any" : String.join(", ", sip.domains())));
    more("at most " + sip.callsMax() + " calls at once; above that 503");
    more(switch (sip.sessionTimer().mode()) {
      case REQUEST -> "session timer: asked for, " + sip.sessionTimer().expires().toSeconds() + " s";
      case ACCEPT -> "session timer: where the peer asks, no less than " + sip.sessionTimer().min().toSeconds() + " s";
      case OFF -> "session timer: off";
    });
  }

  private void tls(Tls tls) {
    more("TLS as " + tls.certificate() + switch (tls.clients()) {
      case ANY -> "; clients need no certificate";
      case ASK -> "; a client's certificate is checked where it has one";
      case REQUIRE -> "; clients need a certificate";
    } + (tls.verify() ? "" : "; peers we call are not checked"));
  }

  private void media() {
    var media = config.media();
    list("Media", List.of(media.listen() + " ports " + media.ports() + ": room for "
        + PortRange.parse(media.ports()).calls() + " calls"), "");
    more("advertised as " + media.advertise().orElse("the address SIP leaves from"));
    more(media.silence().isZero() ? "silent calls are kept" : "a call silent for " + Durations.format(media.silence())
        + " is ended");
  }

  private void rest() {
    var calls = config.calls();
    list("Calls", List.of("ring for " + Durations.format(calls.ring()) + ", are set up within "
        + Durations.format(calls.setupMax()) + ", last at most " + Durations.format(calls.durationMax())), "");
    more((calls.redirectsMax() == 0 ? "redirections are not followed"
        : "at most " + calls.redirectsMax() + " redirections are followed") + "; " + transfer(calls.transfer()));
    security();
    list("Storage", List.of(config.storage().url()), "");
    list("CDR", config.cdr().file().isEmpty() ? List.of() : List.of(config.cdr().file()), "not written");
    list("HTTP", List.of("http://" + config.http().listen() + "/ (dashboard, /metrics, /v1)"), "");
    list("Log", List.of(config.log().level() + " as " + config.log().format()), "");
  }

  private void security() {
    var security = config.security();
    var bans = security.bans();
    list("Security", List.of(bans.after() == 0 ? "nobody is banned" : "banned for " + Durations.format(bans.first())
        + " and longer after " + bans.after() + " failures within " + Durations.format(bans.within())), "");
    if (!security.deny().isEmpty()) {
      more("denied: " + String.join(", ", security.deny()));
    }
    if (!security.allow().isEmpty()) {
      more("never banned: " + String.join(", ", security.allow()));
    }
    security.destinations().forEach(one -> more(one.match() + ": "
        + (one.callers().isEmpty() ? "anybody" : "only " + String.join(", ", one.callers()))
        + limit(one.callsPerMinute(), " a minute each") + limit(one.calls(), " at once each")
        + limit(one.callsOfAll(), " at once together")));
  }

  private static String limit(int calls, String of) {
    return calls == 0 ? "" : ", " + calls + of;
  }

  private static String user(User user) {
    return user.name() + (user.amd() == Amd.OFF ? "" : ": " + verdict(user.onVerdict()));
  }

  private static String trunk(Trunk trunk) {
    String accepts = trunk.acceptFrom().isEmpty()
        ? trunk.register().isPresent() ? "calls accepted for the contact we register" : "outbound only: no accept-from"
        : "calls accepted from " + String.join(", ", trunk.acceptFrom());
    return trunk.name() + ": calls to " + String.join(", then ", trunk.uris()) + "; " + accepts + limits(trunk.limits())
        + trunk.register().map(ConfigSummary::registers).orElse("") + health(trunk.health())
        + (trunk.identity().trusted() ? "; trusted with who calls" : "");
  }

  private static String registers(Register register) {
    return "; registers as " + register.user() + " for " + Durations.format(register.expires());
  }

  private static String health(Health health) {
    return health.interval().isZero() ? "" : "; asked every " + Durations.format(health.interval())
        + " whether it is there";
  }

  private static String limits(Limits limits) {
    return (limits.calls() == 0 ? "" : "; at most " + limits.calls() + " calls")
        + (limits.cps() == 0 ? "" : "; at most " + limits.cps() + " new calls a second");
  }

  private String route(Route route) {
    Duration ring = route.ring().orElse(config.calls().ring());
    return route.match() + " -> " + route.to().stream().collect(Collectors.joining(", then "))
        + route.rewrite().map(rewrite -> " as " + rewrite).orElse(" as dialled") + "\n" + INDENT + "  "
        + NumberPattern.compile(route.match()).explain() + "; rings " + Durations.format(ring) + "; "
        + verdict(route.onVerdict())
        + hunting(route);
  }

  private static String hunting(Route route) {
    var hunting = route.hunting();
    return (route.to().size() > 1 ? "; goes on after " + hunting.failover() : "")
        + (hunting.machineNext() ? "; a machine before the answer is passed over" : "")
        + (hunting.interceptEnds() ? "; an announcement before the answer ends the call" : "");
  }

  private static String transfer(Transfer transfer) {
    return switch (transfer) {
      case LOCAL -> "transfers are carried out here";
      case PASS -> "transfers are passed to the other side";
      case REFUSE -> "transfers are refused";
    };
  }

  private static String verdict(AmdPolicy policy) {
    String message = policy.message().map(file -> " (" + file + (policy.release() ? ", without the caller)" : ")"))
        .orElse("");
    return amd(policy.amd()) + message
        + (policy.screens() ? "; who may be either is asked " + policy.prompt().get()
            : policy.unsure() == AmdPolicy.Unsure.MACHINE ? "; who may be either is taken for a machine" : "");
  }

  private static String amd(Amd amd) {
    return switch (amd) {
      case OFF -> "no detector";
      case REPORT -> "the detector's verdict is reported";
      case HOLD_ANSWER -> "the caller's answer waits for the detector's verdict";
      case SCREEN -> "people are put through to the caller, whose answer waits for that; the unsure are asked";
      case DROP -> "machines are left a message";
      case HANGUP_MACHINE -> "the call is ended where the detector hears a machine";
    };
  }

  private void list(String title, List<String> items, String whenNone) {
    List<String> shown = items.isEmpty() ? List.of(whenNone) : items;
    lines.add(String.format("%-11s%s", title, shown.getFirst()));
    shown.stream().skip(1).forEach(this::more);
  }

  private void more(String line) {
    lines.add(INDENT + line);
  }
}
