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
   * stands in for; a=rtcp is written anew. Keys (RFC 4568) are agreed on with each side apart.
   */
  private static final Set<String> REMOVED = Set.of("candidate", "remote-candidates", "end-of-candidates", "ice-ufrag",
      "ice-pwd", "ice-options", "ice-lite", "ice-mismatch", "ice-pacing", "rtcp-mux", "rtcp-mux-only", "bundle-only",
      "source-filter", "crypto");

  /** Before anything was sent. */
  public static RelayedSdp first(long sessionId) {
    var nothing = new SessionDescription(Origin.of(sessionId, 0, "0.0.0.0"), List.of(), List.of());
    return new RelayedSdp(sessionId, 0, nothing);
  }

  /**
   * What we say of one m= line, in place of what the other side said.
   *
   * @param port     our RTP port, RTCP being one above; 0: declined
   * @param protocol the profile towards this leg
   * @param rtcpMux  RTCP shares the RTP port (RFC 5761): only in the answer to an offer that has it
   * @param crypto   our keys, one to choose from in an offer, the chosen one in an answer
   */
  public record OurLine(int port, String protocol, boolean rtcpMux, List<CryptoAttribute> crypto) {
    public OurLine {
      crypto = List.copyOf(crypto);
    }
  }

  /**
   * What this leg is sent next, with every line as it came but for the port.
   *
   * @param theirs  the other side's offer or answer
   * @param address our media address towards this leg
   * @param ports   our RTP port for each m= line in order, RTCP being one above; 0, or none left: declined
   */
  public RelayedSdp next(SessionDescription theirs, String address, List<Integer> ports) {
    var ours = new ArrayList<OurLine>();
    for (MediaDescription one : theirs.media()) {
      ours.add(new OurLine(ours.size() < ports.size() ? ports.get(ours.size()) : 0, one.protocol(), false, List.of()));
    }
    return nextOf(theirs, address, ours);
  }

  /** What this leg is sent next; {@code ours} has an entry for each m= line. */
  public RelayedSdp nextOf(SessionDescription theirs, String address, List<OurLine> ours) {
    var media = new ArrayList<MediaDescription>();
    for (MediaDescription one : theirs.media()) {
      media.add(relayed(theirs, one, ours.get(media.size())));
    }
    SessionDescription made = theirs.withConnection(Connection.of(address))
        .without(line -> REMOVED.contains(line.attributeName()) || isBundle(line))
        .withMedia(media).withOrigin(Origin.of(sessionId, version, address));
    if (version > 0 && made.equals(session)) {
      return this;
    }
    return new RelayedSdp(sessionId, version + 1, made.withOrigin(Origin.of(sessionId, version + 1, address)));
  }

  private static MediaDescription relayed(SessionDescription theirs, MediaDescription one, OurLine our) {
    boolean carried = our.port() != 0 && one.isRelayable() && !one.isDeclined();
    MediaDescription moved = one.withPort(carried ? our.port() : 0).withProtocol(our.protocol())
        .without(line -> line.type() == 'c' || REMOVED.contains(line.attributeName()));
    if (one.attribute("rtcp").isPresent()) {
      moved = carried ? moved.withAttribute("rtcp", rtcp(our)) : moved.withoutAttribute("rtcp");
    }
    if (!carried) {
      return moved;
    }
    for (CryptoAttribute crypto : our.crypto()) {
      moved = moved.withAdded("crypto", crypto.toString());
    }
    moved = our.rtcpMux() ? moved.withAdded("rtcp-mux", "") : moved;
    // RFC 3264 §8.4: hold by 0.0.0.0 would be lost with the address; sendonly says the same
    boolean held = theirs.connectionOf(one).filter(Connection::isUnspecified).isPresent();
    return held ? moved.withDirection(theirs.directionOf(one).sendingAtMost()) : moved;
  }

  private static String rtcp(OurLine our) {
    return String.valueOf(our.rtcpMux() ? our.port() : our.port() + 1);
  }

  private static boolean isBundle(SdpLine line) {
    return line.isAttribute("group") && line.attributeValue().startsWith("BUNDLE");
  }
}
