package org.earshot.app.call;

import java.time.Instant;
import java.util.Optional;
import org.earshot.app.events.DomainEvent.Verdict;

/**
 * A call as the API shows it.
 *
 * @param state     routing, dialing, ringing, screening, bridged, dropping, transferring, ending
 * @param direction internal, outbound, inbound, transit; empty until routed
 */
public record CallSnapshot(String id, String state, String direction, String caller, String callee,
                           Optional<String> trunk, Instant start, Optional<Instant> answer,
                           Optional<Verdict> verdict) {}
