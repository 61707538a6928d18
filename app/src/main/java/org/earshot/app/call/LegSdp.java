package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.app.config.ServerConfig.Dtmf;
import org.earshot.media.SrtpKeys;
import org.earshot.sip.sdp.Codec;
import org.earshot.sip.sdp.CodecPlan;
import org.earshot.sip.sdp.CryptoAttribute;
import org.earshot.sip.sdp.MediaDescription;
import org.earshot.sip.sdp.RelayedSdp;
import org.earshot.sip.sdp.RelayedSdp.OurLine;
import org.earshot.sip.sdp.SessionDescription;

/**
 * What one leg and we have told each other by SDP, and who offered last (RFC 3264): that decides whether what comes next is
 * passed on as an offer or as an answer. Owner loop only.
 */
final class LegSdp {
  private enum Role { NONE, OFFERER, ANSWERER }

  private final Dtmf dtmf;
  private final LegKeys keys;
  private Role role = Role.NONE;
  /** Their last offer, answered or not. */
  private SessionDescription offer;
  /** What counts now. */
  private SessionDescription theirs;
  private RelayedSdp sent;

  LegSdp(Dtmf dtmf, LegKeys keys, long sessionId) {
    this.dtmf = dtmf;
    this.keys = keys;
    this.sent = RelayedSdp.first(sessionId);
  }

  /** A new exchange begins; whoever speaks first makes the offer. */
  void renew() {
    role = Role.NONE;
  }

  /** Whether what this leg says next is an answer to what we sent it. */
  boolean answers() {
    return role == Role.ANSWERER;
  }

  void offers(SessionDescription sdp) {
    role = Role.OFFERER;
    offer = sdp;
  }

  /** From now on this is in force. */
  void inForce(SessionDescription sdp) {
    theirs = sdp;
  }

  /** Null before the leg has said anything that counts. */
  SessionDescription theirs() {
    return theirs;
  }

  /** What we said last; before that, a description without media. */
  SessionDescription ours() {
    return sent.session();
  }

  /** The other side's offer for this leg: codecs widened, keys by this leg's policy. */
  SessionDescription sendOffer(SessionDescription from, String address, List<Integer> ports) {
    role = Role.ANSWERER;
    var ours = new ArrayList<OurLine>();
    for (MediaDescription line : from.media()) {
      int number = ours.size();
      List<CryptoAttribute> crypto = line.isRtp() && ports.get(number) != 0 ? keys.offer(number) : List.of();
      String protocol = line.isRtp()
          ? MediaDescription.rtpProtocol(!crypto.isEmpty() && keys.insists(number), line.isFeedback()) : line.protocol();
      ours.add(new OurLine(ports.get(number), protocol, false, crypto));
    }
    return send(from.withMedia(from.media().stream().map(CodecPlan::offer).map(this::events).toList()), address, ours);
  }

  /** The line without RFC 4733 where the leg has its digits otherwise. */
  private MediaDescription events(MediaDescription line) {
    return wantsEvents() ? line : CodecPlan.withoutEvents(line);
  }

  private boolean wantsEvents() {
    return dtmf == Dtmf.AUTO || dtmf == Dtmf.RFC4733;
  }

  /** This leg's offer as another may be told it: with RFC 4733 where this one's digits come otherwise and are converted. */
  SessionDescription widened(SessionDescription offered) {
    return wantsEvents() ? offered : offered.withMedia(offered.media().stream().map(CodecPlan::withEvents).toList());
  }

  /** Whether the peer takes digits as events. */
  boolean takesEvents() {
    return theirs != null && wantsEvents() && theirs.media().stream().filter(line -> !line.isDeclined())
        .anyMatch(line -> line.codecs().stream().anyMatch(Codec::isEvents));
  }

  /** The other side's answer for this leg, in the payload types, the profile and the keys of its own offer. */
  SessionDescription sendAnswer(SessionDescription from, String address, List<Integer> ports) {
    var media = new ArrayList<MediaDescription>();
    var ours = new ArrayList<OurLine>();
    for (MediaDescription line : from.media()) {
      int number = ours.size();
      MediaDescription asked = number < offer.media().size() ? offer.media().get(number) : line;
      boolean rtp = asked.isRtp() && line.isRtp();
      media.add(events(CodecPlan.withEventsOf(asked, CodecPlan.answer(asked, line))));
      ours.add(new OurLine(ports.get(number),
          rtp ? MediaDescription.rtpProtocol(asked.isSecure(), asked.isFeedback() && line.isFeedback()) : asked.protocol(),
          rtp && asked.attribute("rtcp-mux").isPresent(),
          rtp ? keys.answer(number, asked).stream().toList() : List.of()));
    }
    return send(from.withMedia(media), address, ours);
  }

  private SessionDescription send(SessionDescription made, String address, List<OurLine> ours) {
    sent = sent.nextOf(made, address, ours);
    return sent.session();
  }

  /** Whether RTCP shares the port of RTP on that line: they offered it, so we took it. */
  boolean muxed(int line) {
    return role != Role.ANSWERER && theirs.media().get(line).attribute("rtcp-mux").isPresent();
  }

  /** The keys in force on a line; an answer with keys that we did not offer counts as plain. */
  Optional<SrtpKeys> srtp(int line) {
    boolean asked = role != Role.ANSWERER
        || line < ours().media().size() && ours().media().get(line).attribute("crypto").isPresent();
    return asked ? keys.agreed(line, theirs.media().get(line)) : Optional.empty();
  }

  /** Why what they sent cannot be taken; empty: it can. */
  Optional<String> problem(SessionDescription sdp) {
    return sdp.media().stream().flatMap(line -> keys.problem(line).stream()).findFirst();
  }
}
