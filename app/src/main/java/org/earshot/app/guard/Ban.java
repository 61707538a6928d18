package org.earshot.app.guard;

import java.net.InetAddress;
import java.time.Instant;

/**
 * A source that is kept out.
 *
 * @param source the address; of IPv6 the first of its /64
 * @param reason what it was the last of, in a word
 * @param count  how often lately, this time included
 */
public record Ban(InetAddress source, String reason, int count, Instant since, Instant until) {}
