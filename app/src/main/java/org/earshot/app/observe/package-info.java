/**
 * What operators see: metrics, health, the state of trunks, recent verdicts.
 *
 * <p>Everything here watches and nothing decides. Names of metrics are in {@link org.earshot.app.observe.MetricName}
 * and nowhere else; a label's values come from a fixed or capped set, and never hold a number, an address or a
 * Call-ID.
 *
 * <p>Threads: counted on whichever thread a thing happens, without locks or allocation for SIP messages; gauges are
 * read when somebody scrapes.
 *
 * <p>Allowed imports: {@code app.events}, read-only interfaces of {@code app.call}, {@code app.registrar},
 * {@code app.route} and {@code app.config}, {@code sip.trace}, {@code media.MediaCounters}, Micrometer, SLF4J.
 */
package org.earshot.app.observe;
