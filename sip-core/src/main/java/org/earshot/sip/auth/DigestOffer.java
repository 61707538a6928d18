package org.earshot.sip.auth;

import java.util.List;
import java.util.Locale;
import org.earshot.sip.message.Headers;

/**
 * Which algorithms a challenge lists for whom (RFC 8760 §2.3), as far as deployed clients bear it: libre before 3.0
 * (baresip v0 to v2), PJSIP before 2.11 and sipsak give up on a challenge that lists SHA-256 anywhere.
 */
final class DigestOffer {
  private static final List<String> MD5_ONLY = List.of("baresip v0.", "baresip v1.", "baresip v2.", "pjsua v1.",
      "pjsua v2.0", "pjsua v2.1 ", "pjsua v2.2 ", "pjsua v2.3", "pjsua v2.4", "pjsua v2.5", "pjsua v2.6", "pjsua v2.7",
      "pjsua v2.8", "pjsua v2.9", "sipsak");

  private final List<DigestAlgorithm> all;
  private final List<DigestAlgorithm> oldOnly;

  /** {@code all}: in the order of the challenge. */
  DigestOffer(List<DigestAlgorithm> all) {
    this.all = List.copyOf(all);
    this.oldOnly = all.contains(DigestAlgorithm.MD5) ? List.of(DigestAlgorithm.MD5) : this.all;
  }

  boolean contains(DigestAlgorithm algorithm) {
    return all.contains(algorithm);
  }

  List<DigestAlgorithm> to(Headers request) {
    String client = request.first("User-Agent").orElse("").toLowerCase(Locale.ROOT);
    return MD5_ONLY.stream().anyMatch(client::startsWith) ? oldOnly : all;
  }
}
