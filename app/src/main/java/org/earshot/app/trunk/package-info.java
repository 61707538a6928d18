/**
 * Trunks from our side: where they are, whether they are up, our registration with them, how full they are.
 *
 * <pre>
 *   TrunkNames ── SipLocator ──► TrunkSite ◄── TrunkRegistration (RegistrationMachine)
 *                                   ▲     ◄── TrunkHealth       (HealthState)
 *                                   │
 *   calls ──► TrunkDirectory ───────┘     a volatile picture: calls read, nobody waits
 * </pre>
 *
 * <p>Owner: one thread, {@link org.earshot.app.trunk.TrunkLoop}; names, registrations and health change on it and nowhere
 * else. What calls ask of {@link org.earshot.app.trunk.TrunkDirectory} is answered on their own thread.
 *
 * <p>Imports: {@code app.config}, {@code app.dns}, {@code app.events}, {@code app.route}, {@code sip.auth}, {@code
 * sip.message}, {@code SipActions}. RFCs: 3261 §10.2, §11, §22; 3263; 3327; 3608; 5626 §4.5 (back-off).
 */
package org.earshot.app.trunk;
