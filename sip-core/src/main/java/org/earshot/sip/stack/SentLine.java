package org.earshot.sip.stack;

import java.nio.charset.StandardCharsets;

/**
 * What an outgoing message is, read from its bytes without parsing it.
 *
 * @param method of the request, or the CSeq of the answer
 * @param status 0 for a request
 */
record SentLine(String method, int status) {
  private static final byte[] CSEQ = "\r\nCSeq:".getBytes(StandardCharsets.US_ASCII);

  static SentLine of(byte[] message) {
    if (message.length < 12 || message[0] != 'S' || message[1] != 'I' || message[3] != '/') {
      return new SentLine(word(message, 0), 0);
    }
    int status = (message[8] - '0') * 100 + (message[9] - '0') * 10 + message[10] - '0';
    int at = indexOfCSeq(message);
    return new SentLine(at < 0 ? "" : word(message, skipNumber(message, at)), status);
  }

  private static int indexOfCSeq(byte[] message) {
    for (int i = 0; i < message.length - CSEQ.length; i++) {
      int j = 0;
      while (j < CSEQ.length && message[i + j] == CSEQ[j]) {
        j++;
      }
      if (j == CSEQ.length) {
        return i + j;
      }
    }
    return -1;
  }

  private static int skipNumber(byte[] message, int from) {
    int at = from;
    while (at < message.length && (message[at] == ' ' || message[at] >= '0' && message[at] <= '9')) {
      at++;
    }
    return at;
  }

  private static String word(byte[] message, int from) {
    int end = from;
    while (end < message.length && message[end] > ' ') {
      end++;
    }
    return new String(message, from, end - from, StandardCharsets.US_ASCII);
  }
}
