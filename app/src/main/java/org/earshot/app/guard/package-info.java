/**
 * The server's defence: who is kept out, for how long and why, and who may call what.
 *
 * <p>{@code Guard} watches what SIP says and answers ({@code SipTracer}) and is asked by it before anything is parsed
 * ({@code SipGate}). It knows nothing of calls and registrations: a source is judged by the statuses that it is given.
 * {@code Destinations} stands in front of the routes and keeps toll fraud small.
 *
 * <p>Threads: any; the ban list is read for each packet without a lock.
 *
 * <p>Imports: {@code config}, {@code events}, {@code pattern}, {@code route}, values and traces of SIP. RFC 3261 §26.3.2.4.
 */
package org.earshot.app.guard;
