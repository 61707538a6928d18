package org.earshot.sip.message;

import java.nio.charset.StandardCharsets;

/** A message body and its Content-Type. The bytes are never changed once here. */
public record Body(String contentType, byte[] bytes) {
  public static final Body NONE = new Body("", new byte[0]);

  public static Body sdp(byte[] bytes) {
    return new Body("application/sdp", bytes);
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  public boolean isSdp() {
    return !isEmpty() && contentType.regionMatches(true, 0, "application/sdp", 0, 15);
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
