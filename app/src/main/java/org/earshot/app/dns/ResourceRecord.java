package org.earshot.app.dns;

import java.net.InetAddress;

/** What name servers say of a name, as far as SIP asks. {@code ttlS}: for how many seconds it may be believed. */
public sealed interface ResourceRecord {
  long ttlS();

  /** The kinds of questions, with the numbers of the registry. */
  enum Type {
    A(1), AAAA(28), SRV(33), NAPTR(35);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  record Address(InetAddress address, long ttlS) implements ResourceRecord {}

  /** {@code target}: a name without the final dot. */
  record Srv(int priority, int weight, int port, String target, long ttlS) implements ResourceRecord {}

  record Naptr(int order, int preference, String flags, String service, String replacement, long ttlS)
      implements ResourceRecord {}
}
