package org.earshot.sip.stack;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.earshot.sip.message.Transport;

/** Puts our sockets under the stack. Made by the stack, hence public. */
public final class TransportFactory implements MessageProcessorFactory {

  @Override
  public MessageProcessor createMessageProcessor(SIPTransactionStack stack, InetAddress address, int port,
                                                 String transport) throws IOException {
    var ours = (EarshotStack) stack;
    var bind = new InetSocketAddress(address, port);
    return switch (Transport.of(transport)) {
      case UDP -> new UdpProcessor(ours, bind);
      case TCP, TLS, WS, WSS -> new StreamProcessor(ours, Transport.of(transport), bind);
    };
  }
}
