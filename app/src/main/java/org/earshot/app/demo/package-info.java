/**
 * The demonstration: a caller, a mailbox and a human on the loopback, and the story of their calls in words.
 *
 * <p>Each agent has one virtual thread that receives, and the callee one that plays. Imports: the JDK, {@code app.agent},
 * {@code media.audio}, Jackson. RFC 3261, RFC 3550.
 */
package org.earshot.app.demo;
