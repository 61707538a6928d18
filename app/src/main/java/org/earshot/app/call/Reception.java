package org.earshot.app.call;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.ServerConfig.Calls;
import org.earshot.app.config.ServerConfig.Hunting;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.identity.CallerId;
import org.earshot.app.registrar.Locations;
import org.earshot.app.route.CallRequest;
import org.earshot.app.route.RouteDecision;
import org.earshot.app.route.RouteDecision.Target;
import org.earshot.app.route.Router;
import org.earshot.app.route.Trunks;
import org.earshot.app.transfer.Replaces;
import org.earshot.media.amd.AmdConfig;
import org.earshot.sip.auth.DigestSecret;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.sdp.SdpException;
import org.earshot.sip.sdp.SessionDescription;

/** Decides about an INVITE before there is a call: who it comes from, what it offers, where it goes. Any call loop. */
final class Reception {
  private static final int MAX_FORWARDS = 70;
  /** A detector that keeps its time has spoken by then, lost packets and scheduling included. */
  private static final long VERDICT_MARGIN_MS = 2_000;

  private final DigestVerifier verifier;
  private final Function<String, Optional<DigestSecret>> secrets;
  private final Trunks trunks;
  private final Router router;
  private final Locations locations;
  private final Calls limits;
  private final AmdConfig amd;
  private final MediaPolicies policies;
  private final Callers callers;

  /** {@code amd}: the detector of those whose policy has none of its own. */
  Reception(DigestVerifier verifier, Function<String, Optional<DigestSecret>> secrets, Trunks trunks, Router router,
            Locations locations, Calls limits, AmdConfig amd, MediaPolicies policies, Callers callers) {
    this.verifier = verifier;
    this.secrets = secrets;
    this.trunks = trunks;
    this.router = router;
    this.locations = locations;
    this.limits = limits;
    this.amd = amd;
    this.policies = policies;
    this.callers = callers;
  }

  sealed interface Admission {
    /** There is a call, though it may fit no route: then the plan says why. */
    record Admitted(CallPlan plan) implements Admission {}

    /** No call comes of it. {@code why} is for the log. */
    record Refused(SipResponse response, String why) implements Admission {}
  }

  /** {@code dialled}: the number called. */
  private record Who(Optional<String> user, Optional<String> trunk, String dialled) {}

  Admission decide(SipRequest invite) {
    Optional<Trunks.Arrival> arrival = trunks.arrival(invite);
    if (arrival.isPresent()) {
      return planned(invite, new Who(Optional.empty(), arrival.map(Trunks.Arrival::trunk), arrival.get().dialled()));
    }
    return switch (verifier.verify("INVITE", invite.requestUri(), invite.headers(), secrets)) {
      case DigestVerifier.Result.Accepted(String user) -> planned(invite,
          new Who(Optional.of(user), Optional.empty(), invite.requestUri().user()));
      case DigestVerifier.Result.Challenge(var headers, _) ->
          new Admission.Refused(new SipResponse(401, "Unauthorized", headers, Body.NONE), "challenged");
      case DigestVerifier.Result.Refused(int status, String reason, String why) ->
          new Admission.Refused(SipResponse.of(status, reason), why);
    };
  }

  private Admission planned(SipRequest invite, Who who) {
    Body body = invite.body();
    if (!body.isEmpty() && !body.isSdp()) {
      return new Admission.Refused(SipResponse.of(415, "Unsupported Media Type").with("Accept", "application/sdp"),
          "body of type " + body.contentType());
    }
    List<String> replaced = invite.headers().all("Replaces");
    if (replaced.size() > 1 || replaced.size() == 1 && Replaces.parse(replaced.getFirst()).isEmpty()) {
      return new Admission.Refused(SipResponse.of(400, "Bad Replaces"), "bad Replaces"); // RFC 3891 §3
    }
    try {
      Optional<SessionDescription> offer = body.isEmpty() ? Optional.empty()
          : Optional.of(SessionDescription.parse(body.text()));
      Optional<String> unfit = offer.flatMap(sdp -> unfit(who, sdp));
      return unfit.<Admission>map(why -> new Admission.Refused(SipResponse.of(488, "Not Acceptable Here"), why))
          .orElseGet(() -> new Admission.Admitted(plan(invite, who, offer)));
    } catch (SdpException problem) {
      return new Admission.Refused(SipResponse.of(400, "Bad SDP"), "bad SDP: " + problem.getMessage());
    }
  }

  private Optional<String> unfit(Who who, SessionDescription offer) {
    MediaPolicy policy = who.trunk().map(policies::ofTrunk).orElseGet(() -> policies.ofUser(who.user().orElse("")));
    var keys = new LegKeys(policy.srtp());
    return offer.media().stream().flatMap(line -> keys.problem(line).stream()).findFirst();
  }

  private CallPlan plan(SipRequest invite, Who who, Optional<SessionDescription> offer) {
    if (invite.headers().first("Replaces").isPresent()) {
      var joins = new Way(List.of(), Optional.of(who.trunk().isPresent() ? Direction.INBOUND : Direction.INTERNAL),
          Cause.NOT_FOUND, noPolicy());
      return plan(invite, who, offer, joins);
    }
    var request = new CallRequest(who.dialled(), who.user(), who.trunk());
    return switch (router.route(request)) {
      case RouteDecision.To(var targets, AmdPolicy amd, Duration ring, var hunting) ->
          plan(invite, who, offer, new Way(Targets.groups(targets, locations, trunks), Optional.of(direction(who, targets)),
              Cause.NOT_REGISTERED, policy(amd, ring, hunting)));
      case RouteDecision.Incomplete _ -> plan(invite, who, offer, Way.none(Cause.INCOMPLETE, noPolicy()));
      case RouteDecision.Forbidden _ -> plan(invite, who, offer, Way.none(Cause.FORBIDDEN, noPolicy()));
      case RouteDecision.Nowhere _ -> plan(invite, who, offer, Way.none(Cause.NOT_FOUND, noPolicy()));
    };
  }

  /** Where it goes. {@code refusal}: told where there is nobody to call. */
  private record Way(List<List<Attempt>> groups, Optional<Direction> direction, Cause refusal, CallPolicy policy) {
    static Way none(Cause refusal, CallPolicy policy) {
      return new Way(List.of(), Optional.empty(), refusal, policy);
    }
  }

  /** By the first target: the others stand in for it. */
  private static Direction direction(Who who, List<Target> targets) {
    return switch (targets.getFirst()) {
      case Target.OfUser _ -> who.trunk().isPresent() ? Direction.INBOUND : Direction.INTERNAL;
      case Target.OfTrunk _ -> who.trunk().isPresent() ? Direction.TRANSIT : Direction.OUTBOUND;
    };
  }

  private CallPolicy policy(AmdPolicy onVerdict, Duration ring, Hunting hunting) {
    AmdConfig detector = onVerdict.detector().orElse(amd);
    long verdictMaxMs = detector.initialSilence() + detector.totalAnalysisTime() + VERDICT_MARGIN_MS;
    long greetingMaxMs = detector.cadence().greetingMsMax() + VERDICT_MARGIN_MS;
    return new CallPolicy(onVerdict, hunting, limits.redirectsMax(), limits.transfer(),
        new CallPolicy.Times(verdictMaxMs, greetingMaxMs, limits.tryFor().toMillis(), ring.toMillis(), limits.setupMax().toMillis(),
            limits.durationMax().toMillis()));
  }

  private CallPolicy noPolicy() {
    return policy(AmdPolicy.OFF, limits.ring(), Hunting.DEFAULT);
  }

  private CallPlan plan(SipRequest invite, Who who, Optional<SessionDescription> offer, Way found) {
    boolean full = !found.groups().isEmpty() && who.user().filter(user -> !callers.acquire(user)).isPresent();
    Way way = full ? Way.none(Cause.USER_FULL, noPolicy()) : found;
    CallerId caller = callers.identities().caller(invite, who.user(), who.trunk());
    return new CallPlan(caller.number(), caller.display(), who.dialled(), who.user(), who.trunk(), way.direction(), way.groups(), way.refusal(), way.policy(),
        maxForwards(invite) - 1, allowsInfo(invite), invite.callId(), offer,
        invite.headers().first("Replaces").flatMap(Replaces::parse));
  }

  /** The call is over: its user may make another. */
  void ended(CallPlan plan) {
    plan.user().filter(_ -> !plan.groups().isEmpty()).ifPresent(callers::release);
  }

  private static int maxForwards(SipRequest invite) {
    return invite.headers().first("Max-Forwards").map(String::strip).filter(text -> text.matches("\\d{1,3}"))
        .map(Integer::parseInt).filter(hops -> hops > 0).orElse(MAX_FORWARDS);
  }

  private static boolean allowsInfo(SipRequest invite) {
    return invite.headers().all("Allow").stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .anyMatch(method -> method.strip().toUpperCase(Locale.ROOT).equals("INFO"));
  }
}
