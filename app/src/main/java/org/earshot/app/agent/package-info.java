/**
 * Small user agents for calls through our own server: the demonstration and the warm-up place them.
 *
 * <p>They speak to the server over the wire only, as any peer does, and are as simple as a loopback without loss allows:
 * nothing is sent twice. A scenario that tests the server belongs in {@code sipp-scenarios}.
 *
 * <p>Each has one virtual thread that receives. Imports: the JDK. RFC 3261, RFC 3550.
 */
package org.earshot.app.agent;
