package org.earshot.app.api;

import org.earshot.app.call.CallDirectory;
import org.earshot.app.events.EventBus;
import org.earshot.app.guard.Guard;
import org.earshot.app.observe.Health;
import org.earshot.app.observe.Metrics;
import org.earshot.app.observe.RecentVerdicts;
import org.earshot.app.observe.Standing;
import org.earshot.app.observe.TrunkStates;
import org.earshot.app.registrar.Locations;

/** Everything the API answers from. */
public record ApiSources(CallDirectory calls, Locations locations, TrunkStates trunks, RecentVerdicts verdicts,
                         Health health, Metrics metrics, EventBus events, Standing standing, Guard guard,
                         MediaFolders folders) {}
