package org.earshot.app.transfer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipUri;

/**
 * A REFER as it was meant. Immutable.
 *
 * @param target    whom to call
 * @param replaces  the dialog to take the place of, for an attended transfer
 * @param subscribed whoever asked wants to hear how it goes
 */
public record Refer(SipUri target, Optional<Replaces> replaces, boolean subscribed) {
  /** The headers part of a URI: all after its question mark. */
  private static final Pattern HEADERS = Pattern.compile("\\?([^<>\\s]*)>?\\s*$|\\?([^<>\\s]*)>");

  /** What reading comes to. */
  public sealed interface Reading {
    record Meant(Refer refer) implements Reading {}

    /** It cannot be done; how to answer. */
    record Refused(int status, String reason) implements Reading {}
  }

  /** Reads the header fields of a REFER. */
  public static Reading read(Headers headers) {
    List<String> named = headers.all("Refer-To");
    if (named.size() != 1) { // RFC 3515 §2.4.2
      return new Reading.Refused(400, "One Refer-To Wanted");
    }
    try {
      return read(named.getFirst(), NameAddr.parse(named.getFirst()).uri(), headers);
    } catch (IllegalArgumentException unreadable) {
      return new Reading.Refused(400, "Bad Refer-To");
    }
  }

  private static Reading read(String text, SipUri target, Headers headers) {
    if (!target.isSip() && !target.scheme().equals("tel")) {
      return new Reading.Refused(416, "Unsupported URI Scheme");
    }
    if (!target.param("method").orElse("INVITE").equalsIgnoreCase("INVITE")) {
      return new Reading.Refused(603, "Only Calls Are Transferred");
    }
    Optional<String> replaced = uriHeader(text, "replaces");
    Optional<Replaces> replaces = replaced.flatMap(Replaces::parse);
    if (replaced.isPresent() && replaces.isEmpty()) {
      return new Reading.Refused(400, "Bad Replaces");
    }
    return new Reading.Meant(new Refer(target, replaces, !unsubscribed(headers)));
  }

  /** RFC 4488 §4: Refer-Sub: false; or its option tag required. */
  private static boolean unsubscribed(Headers headers) {
    return headers.first("Refer-Sub").filter(value -> value.strip().toLowerCase(Locale.ROOT).startsWith("false"))
        .isPresent();
  }

  private static Optional<String> uriHeader(String text, String name) {
    Matcher part = HEADERS.matcher(text);
    if (!part.find()) {
      return Optional.empty();
    }
    String all = part.group(1) != null ? part.group(1) : part.group(2);
    for (String field : all.split("&")) {
      String[] pair = field.split("=", 2);
      if (pair.length == 2 && pair[0].equalsIgnoreCase(name)) {
        // in a URI a plus is a plus
        return Optional.of(URLDecoder.decode(pair[1].replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
