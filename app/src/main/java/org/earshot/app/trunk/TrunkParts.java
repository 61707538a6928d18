package org.earshot.app.trunk;

import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.earshot.app.dns.SipLocator;
import org.earshot.app.events.DomainEvents;

/** What registrations and health checks work with. {@code random}: 0 to 1. */
record TrunkParts(TrunkClient client, TrunkLoop loop, SipLocator locator, DomainEvents events, InstantSource clock,
                  LongSupplier nanos, DoubleSupplier random) {}
