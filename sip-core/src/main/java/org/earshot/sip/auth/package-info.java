/**
 * Digest authentication, both directions: challenges and checks of what phones send us, answers to what trunks ask.
 *
 * <p>Nonces are signed and expire, so an unanswered challenge costs no memory; only a nonce that was used with right
 * credentials is remembered, within a bound. A stranger learns nothing about which users exist: the answer and the
 * work are the same.
 *
 * <p>Threads: {@link org.earshot.sip.auth.DigestVerifier}, {@link org.earshot.sip.auth.NonceStore} and {@link
 * org.earshot.sip.auth.DigestClient} may be used by all threads at once.
 *
 * <p>Imports: {@code sip.message}, JDK. RFCs: 7616, 8760 (SHA-256 in SIP), 3261 §22, 2617 (old phones).
 */
package org.earshot.sip.auth;
