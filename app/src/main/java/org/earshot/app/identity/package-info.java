/**
 * Who calls, and what of it each side is shown: read from what the caller's side says as far as it is trusted, written
 * for the callee's side as it is configured.
 *
 * <p>Pure, any thread. Imports: {@code app.config}, {@code sip.message}. RFCs: 3323 (Privacy), 3325 (P-Asserted-Identity),
 * 5806 (Diversion), 7044 (History-Info); Remote-Party-ID as draft-ietf-sip-privacy-04 has it.
 */
package org.earshot.app.identity;
