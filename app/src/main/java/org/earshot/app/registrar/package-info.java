/**
 * Who is where: REGISTER in, bindings out.
 *
 * <p>A REGISTER comes on the loop that owns its address of record and never holds that loop up: the change goes to the
 * store's writer, and what follows the commit comes back as a posted task. Until then the user's turn is taken and
 * later requests of the same user wait in order, so no answer tells of a state that another one is about to change.
 * {@link org.earshot.app.registrar.Locations} is read by every loop without a lock.
 *
 * <p>When full: 32 requests a user wait for their turn and the store has a bound of its own; more get 503 with
 * Retry-After. Nothing acknowledged is ever lost, nothing refused is ever stored half.
 *
 * <p>May import: values of sip.message, sip.auth, SipActions, app.config, app.events. The store is an interface here and
 * lives in app.store. RFCs: 3261 §10.3 (registrars) and §19.1.4 (comparing contacts), 3581 (behind NAT), 7616 and 8760
 * (digest, in sip.auth).
 */
package org.earshot.app.registrar;
