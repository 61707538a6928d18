package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one leg was last sent, made from the other side's description (RFC 3264 §8): our origin, our address, our ports,
 * nothing that shows the other side's network or offers what the relay does not do; all else as it came. Immutable.
 *
 * @param sessionId of our o=, the same for the whole life of the leg
 * @param version   of our o=, one up with each change
 * @param session   the description; before the first it has no media
 */
public record RelayedSdp(long sessionId, long version, SessionDescription session) {
  /*
   * ICE (RFC 8839), one port for all (RFC 8843, RFC 5761) and source filters (RFC 4570) speak of addresses that the relay
   * stands in for; a=rtcp is written anew. Keys and fingerprints stay: the relay passes protected media as it is.
   */
  private static final Set<String> REMOVED = Set.of("candidate", "remote-candidates", "end-of-candidates", "ice-ufrag",
      "ice-pwd", "ice-options", "ice-lite", "ice-mismatch", "ice-pacing", "rtcp-mux", "rtcp-mux-only", "bundle-only",
      "source-filter");

  /** Before anything was sent. */
  public static RelayedSdp first(long sessionId) {
    var nothing = new SessionDescription(Origin.of(sessionId, 0, "0.0.0.0"), List.of(), List.of());
    return new RelayedSdp(sessionId, 0, nothing);
  }

  /**
   * What this leg is sent next.
   *
   * @param theirs  the other side's offer or answer
   * @param address our media address towards this leg
   * @param ports   our RTP port for each m= line in order, RTCP being one above; 0, or none left: declined
   */
  public RelayedSdp next(SessionDescription theirs, String address, List<Integer> ports) {
    var media = new ArrayList<MediaDescription>();
    for (MediaDescription one : theirs.media()) {
      int port = media.size() < ports.size() && one.isRtp() && !one.isDeclined() ? ports.get(media.size()) : 0;
      media.add(relayed(theirs, one, port));
    }
    SessionDescription made = theirs.withMedia(media).withConnection(Connection.of(address))
        .without(line -> REMOVED.contains(line.attributeName()) || isBundle(line))
        .withOrigin(Origin.of(sessionId, version, address));
    if (version > 0 && made.equals(session)) {
      return this;
    }
    return new RelayedSdp(sessionId, version + 1, made.withOrigin(Origin.of(sessionId, version + 1, address)));
  }

  private static MediaDescription relayed(SessionDescription theirs, MediaDescription one, int port) {
    MediaDescription moved = one.withPort(port);
    if (one.attribute("rtcp").isPresent()) {
      moved = port == 0 ? moved.withoutAttribute("rtcp") : moved.withAttribute("rtcp", String.valueOf(port + 1));
    }
    // RFC 3264 §8.4: hold by 0.0.0.0 would be lost with the address; sendonly says the same
    boolean held = theirs.connectionOf(one).filter(Connection::isUnspecified).isPresent();
    return held && port != 0 ? moved.withDirection(theirs.directionOf(one).sendingAtMost()) : moved;
  }

  private static boolean isBundle(SdpLine line) {
    return line.isAttribute("group") && line.attributeValue().startsWith("BUNDLE");
  }
}
