package org.earshot.app.registrar;

import java.util.List;
import java.util.stream.Stream;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.message.SipRequest;

/**
 * Whether a REGISTER is for us, makes sense and comes from the user it names (RFC 3261 §10.3, steps 1 to 5). Whatever it
 * answers to a stranger is the same whether the user exists or not. Any thread.
 */
final class Doorkeeper {
  private final Domains domains;
  private final DigestVerifier verifier;
  private final UserDirectory users;

  sealed interface Verdict {
    record Enter(RegisterRequest request) implements Verdict {}

    /** {@code why} is for the log. */
    record Turned(RegisterAnswer answer, String why) implements Verdict {}
  }

  Doorkeeper(Domains domains, DigestVerifier verifier, UserDirectory users) {
    this.domains = domains;
    this.verifier = verifier;
    this.users = users;
  }

  Verdict ask(SipRequest request) {
    if (!request.requestUri().isSip() || !request.to().uri().isSip()) {
      return refused(416, "Unsupported URI Scheme", "no SIP address");
    }
    if (!domains.serve(request.requestUri(), request.local()) || !domains.serve(request.to().uri(), request.local())) {
      return refused(404, "Not Found", "domain is not ours");
    }
    // Path is the one extension of registering that we know (RFC 3327)
    List<String> unknown = request.headers().all("Require").stream().flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip).filter(tag -> !tag.isEmpty() && !tag.equalsIgnoreCase("path")).toList();
    if (!unknown.isEmpty()) {
      String tags = String.join(", ", unknown);
      return new Verdict.Turned(RegisterAnswer.unsupported(tags), "requires " + tags);
    }
    try {
      return authenticate(request, RegisterRequest.parse(request));
    } catch (IllegalArgumentException e) {
      return refused(400, e.getMessage(), e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
  }

  private Verdict authenticate(SipRequest request, RegisterRequest register) {
    return switch (verifier.verify(request.method(), request.requestUri(), request.headers(), users)) {
      case DigestVerifier.Result.Challenge(var headers, boolean stale) ->
          new Verdict.Turned(RegisterAnswer.challenged(headers), stale ? "stale nonce" : "no credentials");
      case DigestVerifier.Result.Refused refused -> refused(refused.status(), refused.reason(), refused.why());
      case DigestVerifier.Result.Accepted(String user) when !user.equals(register.user()) ->
          refused(403, "Forbidden", user + " may not register for " + register.user());
      case DigestVerifier.Result.Accepted _ -> new Verdict.Enter(register);
    };
  }

  private static Verdict refused(int status, String reason, String why) {
    return new Verdict.Turned(RegisterAnswer.refused(status, reason), why);
  }
}
