package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.AckSendingStrategy;
import gov.nist.javax.sip.stack.MessageChannel;
import java.io.IOException;
import javax.sip.SipException;
import javax.sip.address.Hop;
import org.earshot.sip.stack.Transports.Point;

/** Sends a dialog's ACKs, the repeated ones too, to one hop. */
record AckTo(Point point, Hop hop) implements AckSendingStrategy {

  @Override
  public void send(SIPRequest ack) throws SipException, IOException {
    var stack = (EarshotStack) point.provider().getSipStack();
    MessageChannel channel = stack.createRawMessageChannel(
        point.bound().getAddress().getHostAddress(), point.bound().getPort(), hop);
    if (channel == null) {
      throw new SipException("no listening point for " + hop.getTransport());
    }
    channel.sendMessage(ack);
  }

  @Override
  public Hop getLastHop() {
    return hop;
  }
}
