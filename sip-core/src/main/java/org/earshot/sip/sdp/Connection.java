package org.earshot.sip.sdp;

import java.util.List;

/**
 * A c= line (RFC 8866 §5.7), or the address part of a=rtcp.
 *
 * @param addressType IP4 or IP6
 * @param address     literal or name, without TTL
 */
public record Connection(String networkType, String addressType, String address) {

  /** For a literal address; IPv6 without brackets. */
  public static Connection of(String address) {
    return new Connection("IN", address.indexOf(':') >= 0 ? "IP6" : "IP4", address);
  }

  static Connection parse(String value) {
    List<String> parts = Words.of(value);
    if (parts.size() != 3) {
      throw new IllegalArgumentException("c= needs network type, address type and address");
    }
    String address = parts.get(2);
    int slash = address.indexOf('/');
    return new Connection(parts.get(0), parts.get(1), slash < 0 ? address : address.substring(0, slash));
  }

  /** RFC 3264 §8.4: 0.0.0.0 is how older phones put a call on hold. */
  public boolean isUnspecified() {
    return address.equals("0.0.0.0") || address.equals("::");
  }

  /** As it stands after {@code c=}. */
  @Override
  public String toString() {
    return networkType + " " + addressType + " " + address;
  }
}
