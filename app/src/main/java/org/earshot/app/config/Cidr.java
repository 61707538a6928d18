package org.earshot.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A block of addresses, {@code 198.51.100.0/24} or {@code 2001:db8::/32}; an IPv4-mapped address is its IPv4 one. */
public final class Cidr {
  private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private final byte[] network;
  private final int prefixBits;

  private Cidr(byte[] network, int prefixBits) {
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /** Without a slash: that one address. Throws IllegalArgumentException with what is wrong. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(IpLiteral.parse(slash < 0 ? text : text.substring(0, slash)));
    int bits = slash < 0 ? address.length * 8 : prefix(text.substring(slash + 1), address.length * 8);
    Cidr cidr = new Cidr(masked(address, bits), bits);
    if (!Arrays.equals(cidr.network, address)) {
      throw new IllegalArgumentException(text + " has bits after its prefix; did you mean " + cidr + "?");
    }
    return cidr;
  }

  private static int prefix(String text, int bitsMax) {
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > bitsMax) {
      throw new IllegalArgumentException("/" + text + " is no prefix between /0 and /" + bitsMax);
    }
    return Integer.parseInt(text);
  }

  /** An address where the text is one; empty for a name. */
  public static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(IpLiteral.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The block of that many bits which holds the address. */
  public static Cidr around(InetAddress address, int prefixBits) {
    return new Cidr(masked(bytes(address), prefixBits), prefixBits);
  }

  /** Whether the address is of this block. */
  public boolean contains(InetAddress address) {
    return addressBits(address) == network.length * 8 && equals(around(address, prefixBits));
  }

  public int prefixBits() {
    return prefixBits;
  }

  public boolean isIpv4() {
    return network.length == 4;
  }

  /** 32 or 128: what an address has, once an IPv4-mapped one is taken for IPv4. */
  public static int addressBits(InetAddress address) {
    return bytes(address).length * 8;
  }

  private static byte[] bytes(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean mapped = bytes.length == 16 && Arrays.equals(bytes, 0, 12, MAPPED_PREFIX, 0, 12);
    return mapped ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] network = new byte[address.length];
    for (int i = 0; i < network.length; i++) {
      int kept = Math.clamp(bits - i * 8L, 0, 8);
      network[i] = (byte) (address[i] & (0xff00 >> kept));
    }
    return network;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that && prefixBits == that.prefixBits && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefixBits;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + prefixBits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(HexFormat.of().formatHex(network), e);
    }
  }
}
