/**
 * One record a call, written as one JSON object a line.
 *
 * <p>{@link org.earshot.app.cdr.CdrCollector} hears the facts of all calls, a {@link org.earshot.app.cdr.CdrBuilder}
 * folds those of one, {@link org.earshot.app.cdr.CdrWriter} appends the finished record to the file.
 *
 * <p>Threads: records are built on the call loops (a few assignments an event, so that none is ever refused) and
 * written on the writer's own thread. A record that cannot be written goes to the log, whole.
 *
 * <p>Allowed imports: {@code app.events}, {@code app.json}, the JDK, SLF4J.
 */
package org.earshot.app.cdr;
