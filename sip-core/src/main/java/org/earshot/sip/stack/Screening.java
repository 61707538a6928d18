package org.earshot.sip.stack;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.earshot.sip.leg.Extensions;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;

/** What every request must pass before anybody looks at its method (RFC 3261 §8.2.2, §16.3). Pure. */
final class Screening {
  private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");

  private Screening() {}

  /** The refusal of a request that cannot be served, whatever it asks for. */
  static Optional<SipResponse> refusal(SIPRequest raw, SipRequest request, Ids ids) {
    if (looped(raw, request.requestUri().user(), ids)) {
      // RFC 3261 §16.3 step 4: one of our own branches has come back, to the number it was for
      return Optional.of(SipResponse.of(482, "Loop Detected"));
    }
    if (!SCHEMES.contains(request.requestUri().scheme())) {
      return Optional.of(SipResponse.of(416, "Unsupported URI Scheme"));
    }
    if (raw.getMaxForwards().getMaxForwards() == 0 && request.method().equals("INVITE")) {
      // RFC 3261 §16.3 step 3: a call goes on from here; anything else ends here and may have no hop left
      return Optional.of(SipResponse.of(483, "Too Many Hops"));
    }
    return unsupported(request);
  }

  /** RFC 3261 §8.2.2.3: what is required of us and we do not have. */
  private static Optional<SipResponse> unsupported(SipRequest request) {
    // RFC 3327 §5.1: path changes how to register, and nothing else
    List<String> unknown = Extensions.unknown(request.headers()).stream()
        .filter(tag -> !request.method().equals("REGISTER") || !tag.equalsIgnoreCase("path")).toList();
    return unknown.isEmpty() ? Optional.empty()
        : Optional.of(SipResponse.of(420, "Bad Extension").with("Unsupported", String.join(", ", unknown)));
  }

  private static boolean looped(SIPRequest raw, String dialled, Ids ids) {
    for (Object via : raw.getViaHeaders()) {
      if (ids.isLoop(((Via) via).getBranch(), dialled)) {
        return true;
      }
    }
    return false;
  }
}
