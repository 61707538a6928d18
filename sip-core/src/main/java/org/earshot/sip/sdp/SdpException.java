package org.earshot.sip.sdp;

/** A session description that cannot be used; the message names the line. The peer's fault: answer 400 or 488. */
public final class SdpException extends IllegalArgumentException {
  private final int line;

  SdpException(int line, String problem) {
    super(line > 0 ? "SDP line " + line + ": " + problem : "SDP: " + problem);
    this.line = line;
  }

  /** Counted from 1; 0 where a line is missing. */
  public int line() {
    return line;
  }
}
