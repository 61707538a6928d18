package org.earshot.sip.stack;

/** What the adapter's classes share. Built once at start; every part may be used by any thread. */
record StackParts(Transports transports, LocalAddresses addresses, TransactionIndex index, Ids ids, Outgoing outgoing,
                  int callsMax, SizeRule sizes) {}
