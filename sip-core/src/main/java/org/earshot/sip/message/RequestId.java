package org.earshot.sip.message;

/** Names one received request that still waits for its final answer (a server transaction of the stack). */
public record RequestId(long value) {}
