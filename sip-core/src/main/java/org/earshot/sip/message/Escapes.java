package org.earshot.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The two ways RFC 3261 §25.1 hides a character: {@code %hh} in URIs, a backslash in quoted strings. */
final class Escapes {
  private static final String HEX = "0123456789ABCDEF";
  private static final String MARK = "-_.!~*'()";
  private static final String TOKEN_MARK = "-.!%*_+`'~";

  private Escapes() {}

  static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Whether the character may stand for itself in a part of a URI that allows {@code more} beside unreserved ones. */
  static boolean isPlain(char c, String more) {
    return isAlphanumeric(c) || MARK.indexOf(c) >= 0 || more.indexOf(c) >= 0;
  }

  static boolean isToken(char c) {
    return isAlphanumeric(c) || TOKEN_MARK.indexOf(c) >= 0;
  }

  /** Resolves {@code %hh} and refuses characters that must not stand there. */
  static String decode(String text, String more) {
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped |= c == '%';
      if (c != '%' && !isPlain(c, more)) {
        throw new IllegalArgumentException("character " + shown(String.valueOf(c)) + " must be escaped");
      }
    }
    return escaped ? decodeOctets(text) : text;
  }

  private static String decodeOctets(String text) {
    var octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        octets.write(text.charAt(i));
        continue;
      }
      int high = hex(text, i + 1);
      int low = hex(text, i + 2);
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("% without two hexadecimal digits");
      }
      octets.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("escaped octets are not UTF-8", e);
    }
  }

  private static int hex(String text, int at) {
    return at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
  }

  /** The reverse of {@link #decode}. */
  static void encode(String text, String more, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i), more)) {
        encodeOctets(text, more, out);
        return;
      }
    }
    out.append(text);
  }

  private static void encodeOctets(String text, String more, StringBuilder out) {
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (isPlain(c, more)) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
  }

  /** A quoted string for any text; line breaks cannot be quoted (RFC 3261 §25.1: quoted-pair) and become spaces. */
  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ' && c != '\t' || c == 0x7F) {
        out.append('\\');
      }
      out.append(c == '\r' || c == '\n' ? ' ' : c);
    }
    out.append('"');
  }

  /** The text without line breaks, which no header value can hold. */
  static String oneLine(String text) {
    return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 ? text : text.replace('\r', ' ').replace('\n', ' ');
  }

  /** What a peer sent, fit for an error text: short, printable, in quotation marks. */
  static String shown(String text) {
    var shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), 80); i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || c >= 0x7F ? '?' : c);
    }
    return shown.append(text.length() > 80 ? "...'" : "'").toString();
  }
}
