package org.earshot.app.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.media.StreamSpec;
import org.earshot.sip.sdp.Codec;
import org.earshot.sip.sdp.Connection;
import org.earshot.sip.sdp.Direction;
import org.earshot.sip.sdp.MediaDescription;
import org.earshot.sip.sdp.SessionDescription;

/** The one place where SDP and the media engine's words meet. Pure. */
final class MediaPlanner {
  /** More m= lines than this are declined. */
  static final int STREAMS_MAX = 4;

  private MediaPlanner() {}

  /** How many streams to take ports for; an offer still to come is taken to be one of audio. */
  static int streams(Optional<SessionDescription> offer) {
    return offer.map(sdp -> Math.clamp(sdp.media().size(), 1, STREAMS_MAX)).orElse(1);
  }

  /**
   * What a peer's SDP means for its session.
   *
   * @param theirs the peer's SDP
   * @param other  the other side's, whose payload types the peer sends; null while unknown
   * @param opened streams that have ports
   */
  static List<StreamSpec> specs(SessionDescription theirs, SessionDescription other, int opened) {
    var specs = new ArrayList<StreamSpec>();
    for (int i = 0; i < opened; i++) {
      boolean there = i < theirs.media().size();
      MediaDescription paired = other != null && i < other.media().size() ? other.media().get(i) : null;
      specs.add(there ? spec(theirs, theirs.media().get(i), paired) : StreamSpec.INACTIVE);
    }
    return specs;
  }

  private static StreamSpec spec(SessionDescription sdp, MediaDescription media, MediaDescription paired) {
    if (media.port() == 0 || paired != null && paired.port() == 0) {
      return StreamSpec.INACTIVE; // RFC 3264 §6: a zero port on either side rejects the stream
    }
    InetAddress address = sdp.connectionOf(media).map(Connection::address).map(MediaPlanner::literal).orElse(null);
    InetSocketAddress rtp = address == null ? null : new InetSocketAddress(address, media.port());
    InetSocketAddress rtcp = address == null ? null : rtcp(media, address);
    // RFC 3264 §8.4: 0.0.0.0 is the old way to ask for silence
    boolean held = address == null || address.isAnyLocalAddress();
    Direction direction = sdp.directionOf(media);
    return new StreamSpec(true, media.type().equals("audio"), held ? null : rtp, held ? null : rtcp,
        direction.sends() && !held, codecs(media, paired));
  }

  private static InetSocketAddress rtcp(MediaDescription media, InetAddress address) {
    int port = media.rtcp().map(MediaDescription.Rtcp::port).orElse(media.port() + 1);
    return port > 65_535 ? null : new InetSocketAddress(address, port);
  }

  /** RFC 3264 §5.1: a peer sends with the payload types that the other side declared; its own are taken too. */
  private static List<StreamSpec.Codec> codecs(MediaDescription media, MediaDescription paired) {
    Map<Integer, StreamSpec.Codec> codecs = new LinkedHashMap<>();
    if (paired != null) {
      paired.codecs().forEach(codec -> codecs.putIfAbsent(codec.payloadType(), codec(codec)));
    }
    media.codecs().forEach(codec -> codecs.putIfAbsent(codec.payloadType(), codec(codec)));
    return List.copyOf(codecs.values());
  }

  private static StreamSpec.Codec codec(Codec codec) {
    return new StreamSpec.Codec(codec.payloadType(), codec.name(), codec.clockRate());
  }

  /** An address literal; null for a name: nothing is looked up for media, its packets will tell. */
  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
