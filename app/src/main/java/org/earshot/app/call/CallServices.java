package org.earshot.app.call;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.earshot.app.events.DomainEvents;
import org.earshot.app.route.Trunks;
import org.earshot.media.MediaEvents;
import org.earshot.media.MediaGateway;
import org.earshot.media.amd.AmdConfig;
import org.earshot.sip.SipActions;
import org.earshot.sip.leg.LegPolicy;

/**
 * What every call works with.
 *
 * @param domain         host part of addresses we name to peers; empty: our address towards that peer
 * @param mediaAddress   what SDP says; empty: our address towards that peer
 * @param redirects      where redirected calls may go
 * @param policies       what the configuration says of users' and trunks' media
 * @param callers        who they are, and how many calls they may make
 * @param calls          the calls of this server, for those that join
 * @param mediaEvents    where sessions report to
 * @param now            wall clock, for records
 * @param nanos          clock for durations
 */
record CallServices(SipActions sip, MediaGateway media, MediaEvents mediaEvents, DomainEvents events, Trunks trunks,
                    Redirects redirects, OtherCalls calls,
                    LocalAddresses addresses, Optional<String> domain, Optional<InetAddress> mediaAddress,
                    MediaPolicies policies, Callers callers, AmdConfig amd, LegPolicy legPolicy,
                    Supplier<Instant> now, LongSupplier nanos) {}
