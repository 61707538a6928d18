package org.earshot.sip.sdp;

/** One line, {@code type=value}, other than v=, o= and m=. */
public record SdpLine(char type, String value) {

  public SdpLine {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException("an SDP line cannot hold a line break");
      }
    }
  }

  /** {@code a=name} or {@code a=name:value}. */
  static SdpLine attribute(String name, String value) {
    return new SdpLine('a', value.isEmpty() ? name : name + ":" + value);
  }

  /** Whether this is that attribute. Names compare exactly (RFC 8866 §9). */
  boolean isAttribute(String name) {
    return type == 'a' && value.startsWith(name) && (value.length() == name.length() || value.charAt(name.length()) == ':');
  }

  /** The name of an attribute; empty for other lines. */
  String attributeName() {
    if (type != 'a') {
      return "";
    }
    int colon = value.indexOf(':');
    return colon < 0 ? value : value.substring(0, colon);
  }

  /** What follows the colon of an attribute; empty for a flag. */
  String attributeValue() {
    int colon = value.indexOf(':');
    return colon < 0 ? "" : value.substring(colon + 1).strip();
  }
}
