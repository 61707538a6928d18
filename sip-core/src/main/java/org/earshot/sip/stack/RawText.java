package org.earshot.sip.stack;

import org.earshot.sip.message.Headers;

/**
 * What a received message says, as it stood in the packet: unfolded, long names, nothing re-written. Travels with the
 * parsed message as its application data, because the stack's own objects lose what they cannot parse.
 */
record RawText(String firstLine, Headers headers) {

  /** The Request-URI's text. */
  String requestUri() {
    int start = firstLine.indexOf(' ') + 1;
    int end = firstLine.lastIndexOf(' ');
    return end > start ? firstLine.substring(start, end).strip() : "";
  }
}
