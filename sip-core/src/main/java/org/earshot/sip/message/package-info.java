/**
 * SIP messages as values: addresses, header fields, bodies, requests and answers. No state, no I/O.
 *
 * <p>Everything here is immutable and may be read by any thread. Parsing is strict where a peer's text decides where a
 * message goes (URIs, addresses) and says in its exception what is wrong; printing can never let a value break out of
 * its header field: line breaks are escaped or turned into spaces.
 *
 * <p>Imports: the JDK. RFCs: 3261 (§7, §19.1, §20.10, §25), 3966 (tel:), 5118 (IPv6 references).
 */
package org.earshot.sip.message;
