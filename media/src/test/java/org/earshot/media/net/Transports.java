package org.earshot.media.net;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.util.stream.Stream;

/** The transports that this machine has: containers often forbid io_uring. */
public final class Transports {
  private Transports() {}

  /** A source of arguments. */
  public static Stream<String> here() {
    Stream<String> linux = Stream.concat(Epoll.isAvailable() ? Stream.of("epoll") : Stream.empty(),
        IoUring.isAvailable() ? Stream.of("io_uring") : Stream.empty());
    return Stream.concat(Stream.of("auto", "nio"), linux);
  }
}
