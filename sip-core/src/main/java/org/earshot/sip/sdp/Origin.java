package org.earshot.sip.sdp;

import java.util.List;

/** An o= line (RFC 8866 §5.2). Session id and version stay text: phones put longer numbers there than they may. */
public record Origin(String username, String sessionId, String version, Connection address) {

  /** Ours. */
  public static Origin of(long sessionId, long version, String address) {
    return new Origin("-", Long.toString(sessionId), Long.toString(version), Connection.of(address));
  }

  /** The last five words count: some phones put blanks into the user name. */
  static Origin parse(String value) {
    List<String> words = Words.of(value);
    int at = words.size() - 5;
    if (at < 1) {
      throw new IllegalArgumentException("o= needs six words");
    }
    String username = String.join(" ", words.subList(0, at));
    return new Origin(username, words.get(at), words.get(at + 1),
        new Connection(words.get(at + 2), words.get(at + 3), words.get(at + 4)));
  }

  /** As it stands after {@code o=}. */
  @Override
  public String toString() {
    return username + " " + sessionId + " " + version + " " + address;
  }
}
