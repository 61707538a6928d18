package org.earshot.app.call;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.earshot.app.call.CallPlan.Attempt;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Calls;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.registrar.Locations;
import org.earshot.app.route.CallRequest;
import org.earshot.app.route.RouteDecision;
import org.earshot.app.route.Router;
import org.earshot.app.route.Trunks;
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

  private final DigestVerifier verifier;
  private final Function<String, Optional<DigestSecret>> secrets;
  private final Trunks trunks;
  private final Router router;
  private final Locations locations;
  private final Calls limits;
  private final long verdictMaxMs;

  /** {@code verdictMaxMs}: longest wait of a held answer. */
  Reception(DigestVerifier verifier, Function<String, Optional<DigestSecret>> secrets, Trunks trunks, Router router,
            Locations locations, Calls limits, long verdictMaxMs) {
    this.verifier = verifier;
    this.secrets = secrets;
    this.trunks = trunks;
    this.router = router;
    this.locations = locations;
    this.limits = limits;
    this.verdictMaxMs = verdictMaxMs;
  }

  sealed interface Admission {
    /** There is a call, though it may fit no route: then the plan says why. */
    record Admitted(CallPlan plan) implements Admission {}

    /** No call comes of it. {@code why} is for the log. */
    record Refused(SipResponse response, String why) implements Admission {}
  }

  private record Who(Optional<String> user, Optional<String> trunk) {}

  Admission decide(SipRequest invite) {
    Optional<String> trunk = trunks.from(invite.source());
    if (trunk.isPresent()) {
      return planned(invite, new Who(Optional.empty(), trunk));
    }
    return switch (verifier.verify("INVITE", invite.requestUri(), invite.headers(), secrets)) {
      case DigestVerifier.Result.Accepted(String user) -> planned(invite, new Who(Optional.of(user), Optional.empty()));
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
    try {
      Optional<SessionDescription> offer = body.isEmpty() ? Optional.empty()
          : Optional.of(SessionDescription.parse(body.text()));
      return new Admission.Admitted(plan(invite, who, offer));
    } catch (SdpException problem) {
      return new Admission.Refused(SipResponse.of(400, "Bad SDP"), "bad SDP: " + problem.getMessage());
    }
  }

  private CallPlan plan(SipRequest invite, Who who, Optional<SessionDescription> offer) {
    String dialled = invite.requestUri().user();
    var decision = router.route(new CallRequest(dialled, who.user(), who.trunk()));
    return switch (decision) {
      case RouteDecision.ToUser(String user, Amd amd, var ring) -> {
        List<Attempt> contacts = locations.lookup(user).stream().<Attempt>map(Attempt.Contact::new).toList();
        yield plan(invite, who, offer, contacts, Cause.NOT_REGISTERED,
            who.trunk().isPresent() ? Direction.INBOUND : Direction.INTERNAL, amd, ring.toMillis());
      }
      case RouteDecision.ToTrunks(var targets, Amd amd, var ring) -> {
        List<Attempt> attempts = targets.stream()
            .<Attempt>map(target -> new Attempt.Trunk(target.trunk(), target.number())).toList();
        yield plan(invite, who, offer, attempts, Cause.NOT_FOUND,
            who.trunk().isPresent() ? Direction.TRANSIT : Direction.OUTBOUND, amd, ring.toMillis());
      }
      case RouteDecision.Nowhere _ -> plan(invite, who, offer, List.of(), Cause.NOT_FOUND, null, Amd.OFF, 0);
    };
  }

  private CallPlan plan(SipRequest invite, Who who, Optional<SessionDescription> offer, List<Attempt> attempts,
                        Cause refusal, Direction directionOrNull, Amd amd, long ringMs) {
    String from = invite.from().uri().user();
    return new CallPlan(who.user().orElse(from.isEmpty() ? "anonymous" : from), invite.from().display(),
        invite.requestUri().user(), who.trunk(), Optional.ofNullable(directionOrNull), attempts, refusal, amd,
        verdictMaxMs, limits.tryFor().toMillis(), ringMs, limits.durationMax().toMillis(), maxForwards(invite) - 1, allowsInfo(invite),
        invite.callId(), offer);
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
