package org.earshot.sip.leg;

import java.util.Optional;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipUri;

/** What the call asks of a leg. A command that makes no sense in the leg's state is ignored there, by name. */
public sealed interface LegCommand extends LegEvent {

  /** Calls a peer. First command of a UAC leg; an empty body means a late offer (RFC 3261 §13.2.1). */
  record Dial(Invite invite) implements LegCommand {}

  /** A provisional answer to the caller: 180, 183, with or without SDP. UAS leg, before {@link Answer}. */
  record Ring(int status, String reason, Headers headers, Body body) implements LegCommand {}

  /** 200 to the INVITE or re-INVITE that waits. Sent when what it must wait for is done (RFC 3262 §3). */
  record Answer(Headers headers, Body body) implements LegCommand {}

  /** A final refusal of the INVITE or re-INVITE that waits. */
  record Reject(int status, String reason, Headers headers) implements LegCommand {}

  /** Answers the offer told by {@link LegReport.Offered}, in whatever request it came. */
  record AnswerOffer(Headers headers, Body body) implements LegCommand {}

  /** Refuses the offer told by {@link LegReport.Offered}; the session stays as it was. */
  record RefuseOffer(int status, String reason, Headers headers) implements LegCommand {}

  /** Sends the ACK of a 2xx that carried an offer, with the answer. */
  record Ack(Body body) implements LegCommand {}

  /**
   * A re-INVITE; an empty body asks the peer for an offer. Held back while another INVITE is pending. In an early dialog
   * an UPDATE, or {@link LegReport.OfferFailed} where that is not possible: 488 if the peer does not allow it, 491 if it
   * is too early.
   */
  record Offer(Headers headers, Body body) implements LegCommand {}

  /** A request in the dialog; its answer comes as {@link LegReport.Responded} with the same token (1 and up). */
  record Request(int token, String method, Headers headers, Body body) implements LegCommand {}

  /** Answers a request told by {@link LegReport.Requested}. */
  record Respond(RequestId id, int status, String reason, Headers headers, Body body) implements LegCommand {}

  /**
   * Ends the leg, in whatever way its state asks for: refusal of a waiting first INVITE with {@code status},
   * CANCEL of one we sent, BYE of a confirmed dialog. The headers (Reason) go along.
   */
  record HangUp(int status, String reason, Headers headers) implements LegCommand {}

  /**
   * What a UAC leg sends.
   *
   * @param requestUri the Request-URI
   * @param hop        where the packet goes, resolved
   * @param from       without a tag: the stack adds ours
   * @param to         without a tag
   * @param contactUser user part of our Contact; may be empty
   * @param headers    more headers; Via, Max-Forwards where absent, Contact, Call-ID, CSeq and tags are ours
   * @param body       the offer, or none
   * @param login      answers the peer's challenges of this INVITE and of what follows in its dialog
   */
  record Invite(SipUri requestUri, Hop hop, NameAddr from, NameAddr to, String contactUser, Headers headers, Body body,
                Optional<Login> login) {

    public Invite(SipUri requestUri, Hop hop, NameAddr from, NameAddr to, String contactUser, Headers headers,
                  Body body) {
      this(requestUri, hop, from, to, contactUser, headers, body, Optional.empty());
    }

    /** The same, to somewhere else. */
    public Invite towards(Hop other) {
      return new Invite(requestUri, other, from, to, contactUser, headers, body, login);
    }

    Invite withHeaders(Headers other) {
      return new Invite(requestUri, hop, from, to, contactUser, other, body, login);
    }
  }
}
