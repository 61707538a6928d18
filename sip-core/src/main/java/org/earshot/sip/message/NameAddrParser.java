package org.earshot.sip.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code "display" <uri>;param=value, uri;param} from left to right. Used once and forgotten. */
final class NameAddrParser {
  private final String text;
  private int at;

  NameAddrParser(String text) {
    this.text = text;
  }

  List<NameAddr> list() {
    try {
      var all = new ArrayList<NameAddr>(2);
      do {
        all.add(address());
      } while (skip(','));
      if (at < text.length()) {
        throw new IllegalArgumentException("unexpected " + Escapes.shown(text.substring(at)));
      }
      return List.copyOf(all);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + " in address " + Escapes.shown(text), e);
    }
  }

  private NameAddr address() {
    blanks();
    if (peek() == '"') {
      String display = quoted();
      blanks();
      return new NameAddr(display, bracketed(), params());
    }
    int end = endOfWord();
    if (end < text.length() && text.charAt(end) == '<') {
      String display = display(text.substring(at, end).strip());
      at = end;
      return new NameAddr(display, bracketed(), params());
    }
    // RFC 3261 §20.10: without angle brackets, what follows a semicolon is a header parameter, not the URI's
    String uri = text.substring(at, end).strip();
    at = end;
    return new NameAddr("", SipUri.parse(uri), params());
  }

  private int endOfWord() {
    int end = at;
    while (end < text.length() && "<;,\"".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** An unquoted display name: tokens by the grammar; of others, those that cannot be mistaken are taken too. */
  private static String display(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7F || ">:\\".indexOf(c) >= 0) {
        throw new IllegalArgumentException("display name must be quoted");
      }
    }
    return words;
  }

  private SipUri bracketed() {
    if (peek() != '<') {
      throw new IllegalArgumentException("no < after the display name");
    }
    int close = text.indexOf('>', at);
    if (close < 0) {
      throw new IllegalArgumentException("< without >");
    }
    String uri = text.substring(at + 1, close);
    at = close + 1;
    return SipUri.parse(uri);
  }

  private Map<String, String> params() {
    Map<String, String> params = new LinkedHashMap<>();
    while (skip(';')) {
      blanks();
      String name = word().toLowerCase(Locale.ROOT);
      String value = "";
      if (skip('=')) {
        blanks();
        value = peek() == '"' ? quoted() : word();
      }
      if (name.isEmpty()) {
        throw new IllegalArgumentException("parameter without a name");
      }
      if (params.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("parameter " + Escapes.shown(name) + " twice");
      }
    }
    return params;
  }

  private String word() {
    int start = at;
    while (at < text.length() && text.charAt(at) > ' ' && "=;,\"<>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\') {
        at++;
        c = peek();
      }
      value.append(c);
    }
    throw new IllegalArgumentException("quotation mark never closed");
  }

  /** Skips blanks and then the character, if it is the next one. */
  private boolean skip(char wanted) {
    blanks();
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  /** The character here, or NUL at the end of the text. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
