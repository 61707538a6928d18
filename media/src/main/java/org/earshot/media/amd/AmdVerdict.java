package org.earshot.media.amd;

import java.util.List;

/**
 * The detector's result.
 *
 * @param confidence 0 to 1
 * @param cause      short, lower-case, hyphenated, of a small fixed set: usable as a metric label
 * @param appAmdCause Asterisk's AMDCAUSE for the same: {@code HUMAN-afterGreetingSilence-greetingLength} and so on
 * @param atMs       position since the first packet
 * @param evidence   what it rests on, in plain words, a line each: segments, tones, rules with their figures
 */
public record AmdVerdict(AmdResult result, double confidence, String cause, String appAmdCause, long atMs,
                         List<String> evidence) {}
