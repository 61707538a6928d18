/**
 * The closed list of facts the outside may learn, and the one way out for them.
 *
 * <p>A call tells {@link org.earshot.app.events.EventBus} what happened; records, metrics, sockets and logs read it
 * there. Readers watch and never answer back.
 *
 * <p>Threads: events are published on call loops, which are never held up. A reader is either cheap and called in
 * line, or has a bounded queue and a virtual thread of its own; when that queue is full its events are refused and
 * counted.
 *
 * <p>Allowed imports: the JDK, SLF4J.
 */
package org.earshot.app.events;
