/**
 * The HTTP edge: dashboard, metrics, health, what is going on now, and the stream of events. It translates and does
 * not decide: a question is answered from read-only interfaces, a command is handed on.
 *
 * <p>Threads: each request on a virtual thread of its own; each WebSocket client has a bounded queue and a virtual
 * thread that writes to it, and is cut off when it cannot keep up.
 *
 * <p>Allowed imports: {@code app.events}, {@code app.json}, {@code app.observe}, the read-only interfaces of
 * {@code app.call} and {@code app.registrar}; Javalin and Jetty, which have their one home here.
 *
 * <p>RFCs: 9110 (HTTP), 6455 (WebSocket), 6454 (Origin).
 */
package org.earshot.app.api;
