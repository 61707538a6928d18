package org.earshot.app.call;

import java.util.regex.Pattern;
import org.earshot.sip.message.Headers;

/** The Reason header (RFC 3326) between the two sides of a call. */
final class Reasons {
  private static final Pattern Q850 = Pattern.compile("(?i)^\\s*Q\\.850\\s*;(?:.*;)?\\s*cause\\s*=\\s*(\\d{1,3})\\b.*");

  private static final Pattern TAG = Pattern.compile("(?i);\\s*tag\\s*=\\s*([^;\\s>]+)[^>]*$");

  private Reasons() {}

  /** The Reason header fields of one side, for the other. */
  static Headers passed(Headers from) {
    var headers = Headers.NONE;
    for (String value : from.all("Reason")) {
      headers = headers.with("Reason", value);
    }
    return headers;
  }

  /** The tag of an address; empty where there is none. */
  static String tag(String address) {
    var matcher = TAG.matcher(address);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** The Q.850 value that the peer gave, or that of the cause. */
  static int q850(Headers headers, Cause cause) {
    return headers.all("Reason").stream().mapToInt(Reasons::q850).filter(value -> value > 0).findFirst()
        .orElse(cause.q850());
  }

  /** What a final answer stands for (RFC 3398 §8.2.6.1); 0 where that table has no line for it. */
  static int q850(int status) {
    return switch (status) {
      case 404, 485, 604 -> 1;
      case 486, 600 -> 17;
      case 480 -> 18;
      case 401, 402, 403, 407, 603 -> 21;
      case 410 -> 22;
      case 482, 483 -> 25;
      case 484 -> 28;
      case 502 -> 38;
      case 400, 481, 500, 503 -> 41;
      case 405 -> 63;
      case 406, 415, 501 -> 79;
      case 408, 504 -> 102;
      case 413, 414, 416, 420, 421, 423, 505, 513 -> 127;
      default -> 0;
    };
  }

  /** The Q.850 value in one Reason value; 0 where there is none. */
  static int q850(String value) {
    var matcher = Q850.matcher(value);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
