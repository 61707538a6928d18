package org.earshot.app.store;

/**
 * What the store has written since the start.
 *
 * @param transactions committed, one fsync each
 * @param committed    changes in them
 * @param failed       changes that could not be written
 * @param refused      changes that found the queue full
 * @param queued       changes that wait now
 */
public record StoreStatistics(long transactions, long committed, long failed, long refused, int queued) {}
