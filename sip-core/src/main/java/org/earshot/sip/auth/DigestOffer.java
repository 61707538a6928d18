package org.earshot.sip.auth;

import java.util.List;
import java.util.Locale;
import org.earshot.sip.message.Headers;

/**
 * Which algorithms a challenge lists for whom, best first (RFC 8760 §2.3), as far as deployed clients bear it.
 *
 * <p>Seen in the field: libre before 3.0 (baresip v0 to v2) gives up on a challenge that lists SHA-256 anywhere; SIPp up
 * to 3.6 and PJSIP before 2.11 look at the first header field only. Clients without a User-Agent are mostly test tools:
 * they get MD5 first.
 */
final class DigestOffer {
  private static final List<String> MD5_ONLY = List.of("baresip v0.", "baresip v1.", "baresip v2.", "pjsua v1.", "pjsua v2.0",
      "pjsua v2.1 ", "pjsua v2.2 ", "pjsua v2.3", "pjsua v2.4", "pjsua v2.5", "pjsua v2.6", "pjsua v2.7", "pjsua v2.8",
      "pjsua v2.9", "sipsak");

  private final List<DigestAlgorithm> bestFirst;
  private final List<DigestAlgorithm> oldFirst;
  private final List<DigestAlgorithm> oldOnly;

  DigestOffer(List<DigestAlgorithm> bestFirst) {
    this.bestFirst = List.copyOf(bestFirst);
    this.oldFirst = bestFirst.stream().sorted().toList();
    this.oldOnly = bestFirst.contains(DigestAlgorithm.MD5) ? List.of(DigestAlgorithm.MD5) : this.bestFirst;
  }

  boolean contains(DigestAlgorithm algorithm) {
    return bestFirst.contains(algorithm);
  }

  List<DigestAlgorithm> to(Headers request) {
    String client = request.first("User-Agent").orElse("").toLowerCase(Locale.ROOT);
    if (client.isBlank()) {
      return oldFirst;
    }
    return MD5_ONLY.stream().anyMatch(client::startsWith) ? oldOnly : bestFirst;
  }
}
