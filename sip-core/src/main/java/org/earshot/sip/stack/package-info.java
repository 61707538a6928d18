/**
 * The adapter to JAIN-SIP: the only place where {@code javax.sip} and {@code gov.nist} are known.
 *
 * <p>A received message runs through {@code EarshotStack} (look-ups, admission), {@code SafeParser} (text kept as it
 * stood), {@code JainListener}, and {@code RequestIntake} or {@code ResponseIntake}, which find the leg in
 * {@code TransactionIndex} and tell {@code SipEvents}. What a leg sends runs through {@code JainSender} and
 * {@code Outgoing}.
 *
 * <p>Threads: callbacks come on the stack's workers and do nothing but look up and post; sends run on the caller's
 * thread over UDP and on a virtual thread over connections, in order for each leg ({@code Lane}).
 *
 * <p>Imports: all of {@code org.earshot.sip}, JAIN-SIP, SLF4J. RFCs: 3261, 3581, 4475, 5118, 6026.
 */
package org.earshot.sip.stack;
