/**
 * Where a SIP URI leads: NAPTR, SRV, A and AAAA (RFC 3263), asked of name servers by Netty's resolver.
 *
 * <p>{@link org.earshot.app.dns.SipLocator} knows the rules, {@link org.earshot.app.dns.DnsCache} what was said lately,
 * {@link org.earshot.app.dns.NettyDns} the wire. Nothing blocks: questions are answered by completion stages, on the
 * resolver's one thread. {@code /etc/hosts} comes before the name servers.
 *
 * <p>Imports: {@code app.config}, {@code sip.message}, Netty; nobody else in the server sees Netty's resolver. RFCs:
 * 1035, 2782, 3263, 3403, 7118 §5 (WebSocket).
 */
package org.earshot.app.dns;
