package org.earshot.sip.leg;

import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;

/** What a step of the leg wants done. {@link Send} is for the stack, the others for the shell. */
public sealed interface LegAction {

  /** Performed by the stack, in order. */
  sealed interface Send extends LegAction {}

  /** The first INVITE: makes the client transaction and the dialog. */
  record SendInvite(LegCommand.Invite invite) implements Send {}

  record SendProvisional(RequestId invite, int status, String reason, Headers headers, Body body) implements Send {}

  /** A final answer to any request of this leg. */
  record SendFinal(RequestId request, int status, String reason, Headers headers, Body body) implements Send {}

  /** The ACK of a 2xx of the fork {@code remoteTag}, first or re-INVITE. */
  record SendAck(String remoteTag, Body body) implements Send {}

  /** The PRACK of a fork's reliable provisional answer; {@code rack} is the RAck field (RFC 3262 §7.2). */
  record SendPrack(String remoteTag, String rack) implements Send {}

  /** An UPDATE of ours with an offer, in the dialog of that fork; its answer has the token 0. */
  record SendUpdate(String remoteTag, Headers headers, Body body) implements Send {}

  /** CANCEL of the first INVITE. */
  record SendCancel(Headers headers) implements Send {}

  record SendBye(Headers headers) implements Send {}

  /** A 2xx of a fork that nobody wants: ACK, then BYE, at once (RFC 3261 §13.2.2.4). */
  record EndFork(String remoteTag) implements Send {}

  record SendReinvite(Headers headers, Body body) implements Send {}

  record SendRequest(int token, String method, Headers headers, Body body) implements Send {}

  /**
   * Forget the leg: dialogs deleted, client transactions terminated, index entries gone. A server transaction that has
   * been given its final answer lives on by its own timers, to repeat it.
   */
  record Release() implements Send {}

  record Arm(LegTimer timer, long delayMs) implements LegAction {}

  record Disarm(LegTimer timer) implements LegAction {}

  record Tell(LegReport report) implements LegAction {}
}
