package org.earshot.sip.leg;

import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;

/** What a leg tells its call, on the call's loop. */
public sealed interface LegReport {

  /** The first 100 to our INVITE: somebody is there. */
  record Trying() implements LegReport {}

  /** A provisional answer above 100 to our INVITE; {@code fork} names the early dialog. */
  record Progress(int status, String reason, String fork, Headers headers, Body body) implements LegReport {}

  /** Our INVITE was answered 2xx. Acknowledged already, unless we sent no offer: then {@link LegCommand.Ack} is due. */
  record Answered(int status, String callId, Headers headers, Body body) implements LegReport {}

  /** Our INVITE failed for good: a final answer of 300 and above, silence (408), no transport (503). */
  record Failed(int status, String reason, Why why, Headers headers) implements LegReport {}

  enum Why { RESPONSE, TIMEOUT, TRANSPORT, CANCELLED }

  /** The ACK of our 2xx (first or re-INVITE) has come; its body is the answer where our 2xx made the offer. */
  record Acked(Body body) implements LegReport {}

  /**
   * The peer makes an offer in the dialog, early or confirmed, by re-INVITE, UPDATE or PRACK: answer by
   * {@link LegCommand.AnswerOffer} or {@link LegCommand.RefuseOffer}. An empty body (re-INVITE only) asks for an offer.
   */
  record Offered(Headers headers, Body body) implements LegReport {}

  /** Our offer was answered and the 2xx acknowledged; after a re-INVITE without one {@link LegCommand.Ack} is due. */
  record OfferAnswered(Headers headers, Body body) implements LegReport {}

  /** Our offer was refused; the session stays as it was (RFC 3261 §14.1). */
  record OfferFailed(int status, String reason, Headers headers) implements LegReport {}

  /** The peer sent some other request in the dialog: answer by {@link LegCommand.Respond}. */
  record Requested(RequestId id, String method, Headers headers, Body body) implements LegReport {}

  /** The final answer to our {@link LegCommand.Request}; 408 for silence. */
  record Responded(int token, int status, String reason, Headers headers, Body body) implements LegReport {}

  /** The leg is over by the peer's will or for want of it; nothing needs to be sent by the call. */
  record Ended(How how, Headers headers) implements LegReport {}

  enum How { BYE, CANCEL, ACK_MISSING, DIALOG_LOST, SESSION_EXPIRED }

  /** Last word: nothing of the leg is left in the stack. */
  record Closed() implements LegReport {}
}
