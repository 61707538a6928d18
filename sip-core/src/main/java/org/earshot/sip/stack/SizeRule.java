package org.earshot.sip.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.earshot.sip.leg.LegCommand.Invite;
import org.earshot.sip.message.Headers.Field;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;

/**
 * RFC 3261 §18.1.1: a request that fits no datagram goes by TCP, if the peer takes a connection; else by UDP after all, in
 * pieces. Who takes none is remembered for a while. Any thread; {@link #hop} waits for the connection.
 */
final class SizeRule {
  /** Via, Call-ID, tags, Contact, Allow and so on: what every INVITE of ours has. */
  private static final int USUAL_BYTES = 480;
  /** A peer that says nothing to a SYN is not worth more: the caller waits. */
  private static final long CONNECT_MS = 1000;
  private static final long REMEMBERED_NANOS = 600_000_000_000L;
  private static final int REMEMBERED_MAX = 4096;

  private final int fromBytes;
  private final Transports transports;
  private final LongSupplier nanos;
  private final Map<InetSocketAddress, Long> refused = new ConcurrentHashMap<>();

  /** {@code fromBytes}: 0 for never. */
  SizeRule(int fromBytes, Transports transports, LongSupplier nanos) {
    this.fromBytes = fromBytes;
    this.transports = transports;
    this.nanos = nanos;
  }

  /** Whether it may be too large for the datagram that it is meant to be. */
  boolean applies(Invite invite) {
    return fromBytes > 0 && invite.hop().transport() == Transport.UDP && bytes(invite) >= fromBytes
        && !refusedLately(invite.hop().address())
        && transports.find(Transport.TCP, invite.hop().address().getAddress()).isPresent();
  }

  /** As near as is needed: the limit leaves room for the headers of the network. */
  private static int bytes(Invite invite) {
    int bytes = USUAL_BYTES + invite.body().bytes().length + invite.requestUri().toString().length()
        + invite.from().toString().length() + invite.to().toString().length();
    for (Field field : invite.headers().fields()) {
      bytes += field.name().length() + field.value().length() + 4;
    }
    return bytes;
  }

  private boolean refusedLately(InetSocketAddress peer) {
    Long when = refused.get(peer);
    return when != null && nanos.getAsLong() - when < REMEMBERED_NANOS;
  }

  /** The same peer by TCP, once a connection stands; by UDP where none can be had. */
  Hop hop(Hop datagram) {
    try {
      var tcp = new Hop(Transport.TCP, datagram.address());
      if (transports.towards(tcp).processor().channelTo(datagram.address()) instanceof StreamConnection connection) {
        connection.await(CONNECT_MS);
      }
      return tcp;
    } catch (IOException none) {
      if (refused.size() >= REMEMBERED_MAX) {
        refused.clear();
      }
      refused.put(datagram.address(), nanos.getAsLong());
      return datagram;
    }
  }
}
