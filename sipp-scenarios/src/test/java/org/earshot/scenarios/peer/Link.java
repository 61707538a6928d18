package org.earshot.scenarios.peer;

/** How a phone's messages travel. */
interface Link extends AutoCloseable {
  /** Of Via and, in lower case, of Contact. */
  String transport();

  /** Host and port of Via and Contact; a browser has none, and says {@code .invalid} (RFC 7118 §5.2). */
  String sentBy();

  void send(String message);

  @Override
  void close();
}
