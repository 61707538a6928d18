package org.earshot.sip.message;

import java.net.InetSocketAddress;

/**
 * A received request as a value: nothing of the stack can be reached from it, any thread may read it.
 *
 * @param method     upper-case as received
 * @param requestUri whom the request is for
 * @param from       From with its tag among the parameters
 * @param to         To with its tag, where there is one, among the parameters
 * @param callId     the peer's Call-ID
 * @param cseq       the peer's CSeq number
 * @param headers    every header field, long names, in order
 * @param body       or {@link Body#NONE}
 * @param source     where the packet came from (not what Via says)
 * @param local      our address that received it
 */
public record SipRequest(String method, SipUri requestUri, NameAddr from, NameAddr to, String callId, long cseq,
                         Headers headers, Body body, Hop source, InetSocketAddress local) {}
