/**
 * Where a call goes: the dial plan, and the trunks it leads to.
 *
 * <p>{@link org.earshot.app.route.DialPlan} decides by the configuration alone; {@link
 * org.earshot.app.route.TrunkDirectory} knows what changes: addresses behind names, and how full a trunk is. Neither
 * blocks: names are resolved on virtual threads, and a caller finds the last good answer.
 *
 * <p>Any thread. Imports: {@code app.config}, {@code app.pattern}, {@code sip.message}. RFC 3261 §19.1.
 */
package org.earshot.app.route;
