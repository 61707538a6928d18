package org.earshot.media.net;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/**
 * The last address seen in one direction of a socket, in both forms: peers stay where they are, so it is mostly the
 * next one too and nothing needs to be made. One media loop only.
 */
final class CachedAddress {
  private InetSocketAddress address;
  private int length;
  private long word0;
  private long word1;
  private long word2;
  private long word3;

  /** Java's form of what the kernel wrote: the same object as before, if it wrote the same. */
  InetSocketAddress read(MemorySegment kernel) {
    if (address == null || !matches(kernel)) {
      address = SocketAddresses.read(kernel);
      remember(kernel);
    }
    return address;
  }

  /** Writes the kernel's form; its length, or 0 where a socket of that family cannot reach the address. */
  int write(MemorySegment kernel, InetSocketAddress to, boolean ipv6Socket) {
    if (to == address || to.equals(address)) {
      kernel.set(JAVA_LONG, 0, word0);
      kernel.set(JAVA_LONG, 8, word1);
      kernel.set(JAVA_LONG, 16, word2);
      kernel.set(JAVA_LONG, 24, word3);
    } else {
      length = SocketAddresses.write(kernel, to, ipv6Socket);
      address = to;
      remember(kernel);
    }
    return length;
  }

  private boolean matches(MemorySegment kernel) {
    return kernel.get(JAVA_LONG, 0) == word0 && kernel.get(JAVA_LONG, 8) == word1
        && kernel.get(JAVA_LONG, 16) == word2 && kernel.get(JAVA_LONG, 24) == word3;
  }

  private void remember(MemorySegment kernel) {
    word0 = kernel.get(JAVA_LONG, 0);
    word1 = kernel.get(JAVA_LONG, 8);
    word2 = kernel.get(JAVA_LONG, 16);
    word3 = kernel.get(JAVA_LONG, 24);
  }
}
