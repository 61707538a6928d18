package org.earshot.app.call;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.config.ServerConfig.Srtp;
import org.earshot.media.SrtpKeys;
import org.earshot.sip.sdp.CryptoAttribute;
import org.earshot.sip.sdp.CryptoAttribute.Suite;
import org.earshot.sip.sdp.MediaDescription;

/**
 * One leg's part in SDES (RFC 4568): whether its streams are to be protected, and our keys for them. A key of ours stays
 * for the life of the leg, one a line and suite, so that a re-INVITE changes it only where the peer asks for another
 * suite. Owner loop only.
 */
final class LegKeys {
  /** Phones that read the first one only know this one. */
  private static final List<Suite> OFFERED = List.of(Suite.AES_CM_128_HMAC_SHA1_80, Suite.AEAD_AES_128_GCM,
      Suite.AEAD_AES_256_GCM, Suite.AES_CM_128_HMAC_SHA1_32);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Srtp policy;
  private final Map<Place, byte[]> local = new HashMap<>();

  private record Place(int line, Suite suite) {}

  LegKeys(Srtp policy) {
    this.policy = policy;
  }

  /** What we offer for a line; empty: plain. Once it is protected it stays so, whatever the policy began with. */
  List<CryptoAttribute> offer(int line) {
    boolean wanted = switch (policy) {
      case OFF -> false;
      case ACCEPT -> local.keySet().stream().anyMatch(place -> place.line() == line);
      case OFFER, REQUIRE -> true;
    };
    var offered = new ArrayList<CryptoAttribute>();
    for (Suite suite : wanted ? OFFERED : List.<Suite>of()) {
      offered.add(new CryptoAttribute(offered.size() + 1, suite, local(line, suite)));
    }
    return offered;
  }

  // RFC 4568 offers under RTP/SAVP, which a peer without SRTP declines; with keys under RTP/AVP it may answer plainly
  /** Whether an offer of ours leaves the peer no choice. */
  boolean insists(int line) {
    return policy == Srtp.REQUIRE || policy == Srtp.ACCEPT && !offer(line).isEmpty();
  }

  /** Which of the peer's keys counts: the one of its answer, the first usable one of its offer. */
  Optional<CryptoAttribute> chosen(MediaDescription theirs) {
    return policy == Srtp.OFF || !theirs.isRtp() ? Optional.empty() : CryptoAttribute.of(theirs).stream().findFirst();
  }

  /** What we answer to the peer's offer; empty: plain. */
  Optional<CryptoAttribute> answer(int line, MediaDescription offer) {
    return chosen(offer).map(theirs ->
        new CryptoAttribute(theirs.tag(), theirs.suite(), local(line, theirs.suite())));
  }

  /** The keys of both directions once the peer has spoken; empty: plain. */
  Optional<SrtpKeys> agreed(int line, MediaDescription theirs) {
    return chosen(theirs).map(remote -> new SrtpKeys(SrtpKeys.Suite.valueOf(remote.suite().name()),
        local(line, remote.suite()), remote.keySalt()));
  }

  /** Why the peer's line cannot be taken; empty: it can. */
  Optional<String> problem(MediaDescription theirs) {
    if (!theirs.isRtp() || theirs.isDeclined() || chosen(theirs).isPresent()) {
      return Optional.empty();
    }
    if (theirs.isSecure()) {
      return Optional.of(policy == Srtp.OFF ? "SRTP is switched off for this peer" : "SRTP without a key that can be used");
    }
    return policy == Srtp.REQUIRE ? Optional.of("SRTP is required of this peer") : Optional.empty();
  }

  private byte[] local(int line, Suite suite) {
    return local.computeIfAbsent(new Place(line, suite), _ -> {
      byte[] keySalt = new byte[suite.keySaltOctets()];
      RANDOM.nextBytes(keySalt);
      return keySalt;
    });
  }
}
