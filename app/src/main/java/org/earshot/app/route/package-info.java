/**
 * Where a call goes: the dial plan, and what it wants to know of trunks.
 *
 * <p>{@link org.earshot.app.route.DialPlan} decides by the configuration alone; {@link org.earshot.app.route.Trunks} is
 * what changes, and {@code app.trunk} knows it.
 *
 * <p>Any thread. Imports: {@code app.config}, {@code app.pattern}, {@code sip.message}. RFC 3261 §19.1.
 */
package org.earshot.app.route;
