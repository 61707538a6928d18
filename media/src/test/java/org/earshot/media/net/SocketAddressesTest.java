package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketAddressesTest {
  private final MemorySegment kernel = Arena.ofAuto().allocate(SocketAddresses.LONGEST);

  // families 2 and 10 in the order of x86 and ARM
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 5004, false, 16, 0200138ccb007107",
    "203.0.113.7, 5004, true, 28, 0a00138c0000000000000000000000000000ffffcb007107",
    "2001:db8::5, 65535, true, 28, 0a00ffff0000000020010db8000000000000000000000005"})
  void shouldWriteAndReadBack(String host, int port, boolean ipv6, int length, String hex) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    assertThat(SocketAddresses.write(kernel, address, ipv6)).isEqualTo(length);
    assertThat(ByteBufUtil.hexDump(kernel.toArray(ValueLayout.JAVA_BYTE))).startsWith(hex);
    assertThat(SocketAddresses.read(kernel)).isEqualTo(address);
  }

  @Test
  void shouldNotReachIpv6FromAnIpv4Socket() {
    assertThat(SocketAddresses.write(kernel, new InetSocketAddress("2001:db8::5", 5004), false)).isZero();
  }

  @Test
  void shouldHandOutTheSameObjectAsLongAsTheAddressStays() {
    CachedAddress cache = new CachedAddress();
    SocketAddresses.write(kernel, new InetSocketAddress("203.0.113.7", 5004), false);
    InetSocketAddress first = cache.read(kernel);
    assertThat(cache.read(kernel)).isSameAs(first);
    SocketAddresses.write(kernel, new InetSocketAddress("203.0.113.7", 5006), false);
    assertThat(cache.read(kernel)).isEqualTo(new InetSocketAddress("203.0.113.7", 5006));
  }

  @Test
  void shouldWriteTheCachedAddressAgainAndAnotherOneAnew() {
    CachedAddress cache = new CachedAddress();
    InetSocketAddress one = new InetSocketAddress("203.0.113.7", 5004);
    for (InetSocketAddress address : new InetSocketAddress[] {one, one, new InetSocketAddress("203.0.113.8", 5004), one}) {
      kernel.fill((byte) 0x7f);
      assertThat(cache.write(kernel, address, false)).isEqualTo(16);
      assertThat(SocketAddresses.read(kernel)).isEqualTo(address);
    }
  }
}
