/**
 * What must survive the process: bindings, in SQLite or what speaks PostgreSQL's protocol.
 *
 * <p>A change is acknowledged once its transaction is on disk. Changes come from any thread through a bounded queue and
 * are written in groups by one thread, "store-writer": one transaction and one fsync for all that gathered meanwhile
 * ({@link org.earshot.app.store.GroupCommit}). A full queue refuses; a failed transaction fails its whole group, and
 * the next one tries afresh. What the queue holds at a clean end is written; what it holds at a crash was never
 * acknowledged.
 *
 * <p>Opening and reading block and belong to the start of the server. The only package that imports JDBC, Jdbi, Flyway
 * or the pool; it imports the store interfaces it implements (app.registrar) and values of sip.message. Tables:
 * resources/db/migration, one SQL for every database.
 */
package org.earshot.app.store;
