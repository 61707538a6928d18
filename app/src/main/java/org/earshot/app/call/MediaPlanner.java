package org.earshot.app.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.media.StreamSpec;
import org.earshot.media.StreamSpec.Carriage;
import org.earshot.sip.sdp.Codec;
import org.earshot.sip.sdp.Connection;
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
   * What a leg's SDP means for its session, a spec for each pair of ports.
   *
   * @param leg   has said what counts now
   * @param other the other side's SDP, whose declined lines are nobody's; null while unknown
   */
  static List<StreamSpec> specs(LegSdp leg, SessionDescription other, MediaSlots slots, int pairs) {
    var specs = new ArrayList<StreamSpec>();
    for (int slot = 0; slot < pairs; slot++) {
      int line = slots.line(slot);
      boolean there = line >= 0 && line < leg.theirs().media().size();
      MediaDescription paired = other != null && line >= 0 && line < other.media().size() ? other.media().get(line) : null;
      specs.add(there ? spec(leg, line, paired) : StreamSpec.INACTIVE);
    }
    return specs;
  }

  private static StreamSpec spec(LegSdp leg, int line, MediaDescription paired) {
    SessionDescription sdp = leg.theirs();
    MediaDescription media = sdp.media().get(line);
    if (media.port() == 0 || paired != null && paired.port() == 0) {
      return StreamSpec.INACTIVE; // RFC 3264 §6: a zero port on either side rejects the stream
    }
    InetAddress address = sdp.connectionOf(media).map(Connection::address).map(MediaPlanner::literal).orElse(null);
    InetSocketAddress rtp = address == null ? null : new InetSocketAddress(address, media.port());
    InetSocketAddress rtcp = address == null ? null : leg.muxed(line) ? rtp : rtcp(media, address);
    // RFC 3264 §8.4: 0.0.0.0 is the old way to ask for silence
    boolean held = address == null || address.isAnyLocalAddress();
    boolean sending = sdp.directionOf(media).sends() && !held;
    return new StreamSpec(true, media.type().equals("audio") && media.isRtp(), carriage(media), held ? null : rtp,
        held ? null : rtcp, sending, told(leg, line), codecs(media), leg.srtp(line));
  }

  private static Carriage carriage(MediaDescription media) {
    if (media.isRtp()) {
      return Carriage.RTP;
    }
    return media.isUdptl() ? Carriage.UDPTL : Carriage.DATAGRAM;
  }

  private static InetSocketAddress rtcp(MediaDescription media, InetAddress address) {
    int port = media.rtcp().map(MediaDescription.Rtcp::port).orElse(media.port() + 1);
    return port > 65_535 ? null : new InetSocketAddress(address, port);
  }

  /** RFC 3264 §5.1: a peer sends with the payload types that we declared; some send their own, which are taken too. */
  private static List<StreamSpec.Codec> told(LegSdp leg, int line) {
    Map<Integer, StreamSpec.Codec> told = new LinkedHashMap<>();
    if (line < leg.ours().media().size()) {
      codecs(leg.ours().media().get(line)).forEach(codec -> told.putIfAbsent(codec.payloadType(), codec));
    }
    codecs(leg.theirs().media().get(line)).forEach(codec -> told.putIfAbsent(codec.payloadType(), codec));
    return List.copyOf(told.values());
  }

  private static List<StreamSpec.Codec> codecs(MediaDescription media) {
    return media.codecs().stream().map(MediaPlanner::codec).toList();
  }

  private static StreamSpec.Codec codec(Codec codec) {
    return new StreamSpec.Codec(codec.payloadType(), codec.name(), codec.clockRate(), codec.channels(),
        codec.parameters());
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
