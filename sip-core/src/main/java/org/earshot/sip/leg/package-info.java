/**
 * The life of one INVITE usage, our half of a dialog with a peer, as a pure machine and a thin shell around it.
 *
 * <p>{@link org.earshot.sip.leg.LegMachine} maps (state, event) to (state, actions) and knows no clock, stack or logger.
 * {@link org.earshot.sip.leg.Sessions} steps around it with the session timer. {@link org.earshot.sip.leg.Leg} holds the
 * state, hands {@link org.earshot.sip.leg.LegAction.Send} to the stack, timers and reports to the call. Transactions,
 * retransmissions and the 100 are the stack's; only reliable provisional answers are repeated by the leg. Other usages
 * of the dialog (a subscription made by REFER: RFC 5057) are the call's: it is told of the requests and answers them.
 *
 * <p>Owner: the call's loop; nothing here is shared between threads.
 *
 * <p>Imports: {@code sip.message}, {@code sip.sdp}, {@code sip.SipActions}, SLF4J. RFCs: 3261 (§9, §12-15), 3262, 3264,
 * 3311, 4028, 5407 (races), 6026.
 */
package org.earshot.sip.leg;
