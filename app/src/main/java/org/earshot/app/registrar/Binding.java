package org.earshot.app.registrar;

import java.time.Instant;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;

/**
 * A contact for an address of record (RFC 3261 §10.3).
 *
 * @param user     the address of record's user
 * @param contact  the URI as registered: the Request-URI of calls to it
 * @param received where the REGISTER came from: where calls are sent, NAT or not
 * @param q        0 to 1
 * @param callId   of the REGISTER, with {@code cseq}: orders requests
 */
public record Binding(String user, SipUri contact, Hop received, double q, Instant expires, String callId, long cseq,
                      String userAgent) {}
