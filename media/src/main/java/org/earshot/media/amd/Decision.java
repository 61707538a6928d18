package org.earshot.media.amd;

import java.util.List;

/** What a set of rules concludes; {@link Fusion} makes a verdict of it. */
record Decision(AmdResult result, double confidence, Cause cause, String appAmdCause, List<String> evidence) {}
