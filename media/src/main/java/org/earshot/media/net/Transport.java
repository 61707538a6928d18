package org.earshot.media.net;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/** The ways to the kernel, and which of them are to be had here. */
enum Transport {
  EPOLL, IO_URING, NIO;

  /** The one asked for by name; {@code auto}: the first of the list that works here. */
  static Transport named(String name) {
    if (name.equals("auto")) {
      return EPOLL.missing().isEmpty() ? EPOLL : NIO;
    }
    for (Transport transport : values()) {
      if (transport.word().equals(name)) {
        transport.missing().ifPresent(why -> {
          throw new IllegalArgumentException("media transport " + name + " is not to be had here: " + why);
        });
        return transport;
      }
    }
    throw new IllegalArgumentException("media transport " + name + " is none of auto, io_uring, epoll, nio");
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Optional<String> missing() {
    Throwable cause = switch (this) {
      case IO_URING -> IoUring.unavailabilityCause();
      case EPOLL -> Epoll.unavailabilityCause();
      case NIO -> null;
    };
    return Optional.ofNullable(cause).map(Throwable::toString);
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case IO_URING -> IoUringIoHandler.newFactory();
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  /** Binds a port on the calling loop. */
  RtpSocket bind(InetSocketAddress address, DatagramReceiver receiver, MediaLoop loop) throws IOException {
    boolean ipv6 = address.getAddress() instanceof Inet6Address;
    SocketProtocolFamily family = ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    return switch (this) {
      case EPOLL -> EpollSocket.bind(family, address, receiver, loop);
      case IO_URING -> ChannelSocket.bind(new IoUringDatagramChannel(family), address, receiver, loop);
      case NIO -> NioSocket.bind(ipv6, address, receiver, loop);
    };
  }
}
