/**
 * What a transfer is made of, apart from the calls it moves: the REFER as it was meant, the dialog that a Replaces names,
 * and the subscription by which whoever asked hears how it went. All of it values and pure functions; the calls
 * themselves are moved by {@code app.call}.
 *
 * <p>RFC 3515 (REFER), 3891 (Replaces), 3892 (Referred-By), 4488 (Refer-Sub), 3420 (message/sipfrag), 5589 (how phones
 * transfer), 6665 (subscriptions).
 *
 * <p>Any thread. Allowed imports: {@code sip.message}.
 */
package org.earshot.app.transfer;
