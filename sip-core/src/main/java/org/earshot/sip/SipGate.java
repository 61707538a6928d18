package org.earshot.sip;

import java.net.InetAddress;

/**
 * The server's defence, as SIP asks it before a message has cost anything. Called on the threads that read sockets, for
 * each message: must return at once.
 */
public interface SipGate {
  /** Lets everybody in. */
  SipGate OPEN = new SipGate() {
    @Override
    public boolean admits(InetAddress source) {
      return true;
    }

    @Override
    public boolean admitsCall(InetAddress source) {
      return true;
    }
  };

  /** Whether whoever owns the calls is behind: new ones then get 503, unparsed. */
  default boolean overloaded() {
    return false;
  }

  /** Whether anything from there is read at all: else packets are dropped unread, and connections closed. */
  boolean admits(InetAddress source);

  /** Whether one more new call from there is looked at: else it gets 503, unparsed. Asked once for each INVITE. */
  boolean admitsCall(InetAddress source);
}
