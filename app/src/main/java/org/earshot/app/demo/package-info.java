/**
 * Two small user agents that show the server at work: one calls, one answers and plays a recording.
 *
 * <p>They speak to the server over the wire only, as any peer does, and are as simple as a loopback without loss
 * allows: nothing is sent twice. A scenario that tests the server belongs in {@code sipp-scenarios}.
 *
 * <p>Each agent has one virtual thread that receives, and the callee one that plays. Imports: the JDK,
 * {@code media.audio}. RFC 3261, RFC 3550.
 */
package org.earshot.app.demo;
