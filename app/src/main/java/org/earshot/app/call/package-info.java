/**
 * The back-to-back user agent: the caller's leg and the callee's, under one policy.
 *
 * <p>A call belongs to one {@code CallLoop} by its id and never moves. Everything that happens to it is a
 * {@code CallEvent}; {@code CallMachine} turns state and event into the next state and {@code CallAction}s; {@code Call}
 * is the shell around it. {@code Switchboard} brings events to the loops from the stack's and the media's threads.
 *
 * <p>RFC 3261 (B2BUA as two user agents), RFC 3264 (offers carried across), RFC 3326 (Reason), RFC 3398 (Q.850 causes),
 * RFC 7092 (what kind of B2BUA: signalling and media plane, no topology passed).
 *
 * <p>Allowed imports: {@code sip.leg}, {@code sip.sdp}, {@code sip.message}, {@code sip.auth}, {@code media} and
 * {@code media.amd}'s values; {@code app.config}, {@code app.events}, {@code app.route}, {@code app.registrar}, {@code app.transfer}.
 */
package org.earshot.app.call;
