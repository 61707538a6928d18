/**
 * Starts the server, runs SIPp against it, and collects what a failure leaves behind.
 *
 * <p>A {@link org.earshot.scenarios.harness.Site} is one set of addresses and ports and the configuration made from
 * them; an {@link org.earshot.scenarios.harness.EarshotServer} is a process on it. Cases that bring no configuration of
 * their own share one server. All of it is used from the one thread that runs the tests.
 */
package org.earshot.scenarios.harness;
