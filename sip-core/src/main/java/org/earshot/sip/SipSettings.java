package org.earshot.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.earshot.sip.message.Transport;

/**
 * How the endpoint listens and names itself.
 *
 * @param listen          points to listen on, at least one
 * @param advertise       host peers are told in Via and Contact; empty: the address the packet leaves from
 * @param userAgent       for User-Agent and Server
 * @param maxMessageBytes longest message taken, 4096 to 65535
 * @param workers         threads that parse and dispatch, 1 and up
 * @param callsMax        new INVITEs are refused with 503 and Retry-After while that many calls stand
 * @param tls             keys; needed where a point is TLS or WSS
 * @param connections     limits of TCP, TLS and WebSockets
 */
public record SipSettings(List<ListenPoint> listen, Optional<String> advertise, String userAgent, int maxMessageBytes,
                          int workers, int callsMax, Optional<TlsSettings> tls, ConnectionSettings connections) {

  /** Without TLS, with the usual limits of connections. */
  public SipSettings(List<ListenPoint> listen, Optional<String> advertise, String userAgent, int maxMessageBytes,
                     int workers, int callsMax) {
    this(listen, advertise, userAgent, maxMessageBytes, workers, callsMax, Optional.empty(),
        ConnectionSettings.DEFAULT);
  }

  /** One transport on one address and port; {@code advertise}: the host told of it, in place of the settings' own. */
  public record ListenPoint(Transport transport, InetSocketAddress address, Optional<String> advertise) {
    public ListenPoint(Transport transport, InetSocketAddress address) {
      this(transport, address, Optional.empty());
    }
  }
}
