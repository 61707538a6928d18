package org.earshot.sip.leg;

import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/** All that can happen to a leg: messages, time-outs and failures from below, timers, commands from the call. */
public sealed interface LegEvent permits LegEvent.Received, LegEvent.TimerFired, LegEvent.RefreshDue, LegCommand {

  /** What the stack reports. */
  sealed interface Received extends LegEvent {}

  /** The INVITE that made this leg, or a re-INVITE. */
  record InviteReceived(RequestId id, SipRequest request) implements Received {}

  /** The ACK of a 2xx we sent; those of other answers end in the stack. Once for each 2xx. */
  record AckReceived(Body body) implements Received {}

  /** The peer cancels its INVITE. The CANCEL itself has been answered 200. */
  record CancelReceived(Headers headers) implements Received {}

  /** A BYE; the stack has not answered it. */
  record ByeReceived(RequestId id, SipRequest request) implements Received {}

  /** Any other request in the dialog: INFO, UPDATE, MESSAGE, OPTIONS, REFER, NOTIFY, PRACK and unknown ones. */
  record RequestReceived(RequestId id, SipRequest request) implements Received {}

  /**
   * An answer to a request of ours. Retransmissions of answers do not come here.
   *
   * @param token     of {@link LegAction.SendRequest}, 0 for INVITE, CANCEL, BYE and an UPDATE of our own
   * @param remoteTag To tag: names the fork
   */
  record ResponseReceived(String method, int token, int status, String reason, String remoteTag, String callId,
                          Headers headers, Body body) implements Received {}

  /** No final answer came within the transaction's time (timers B and F). */
  record TransactionTimedOut(String method, int token) implements Received {}

  /**
   * What we wanted to send could not leave: no route, connection refused, our mistake.
   *
   * @param method of the request, or {@link #RESPONSE} where it was an answer
   */
  record SendFailed(String method, int token, String why) implements Received {
    public static final String RESPONSE = "response";
  }

  /** The ACK of our 2xx never came (RFC 3261 §13.3.1.4). */
  record AckMissing() implements Received {}

  /** A timer armed by {@link LegAction.Arm}. May come late: the state decides whether it still means something. */
  record TimerFired(LegTimer timer, long atNanos) implements LegEvent {}

  /** The session is to be refreshed by a re-INVITE with our description as it is; comes from {@link Sessions}. */
  record RefreshDue(Body description) implements LegEvent {}
}
