package org.earshot.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.earshot.sip.message.Transport;

/** A bound socket of one transport: makes the channels that send from it. */
abstract class StackProcessor extends MessageProcessor {
  private final EarshotStack stack;

  StackProcessor(EarshotStack stack, Transport transport, InetSocketAddress bind) {
    super(bind.getAddress(), bind.getPort(), transport.word(), stack);
    this.stack = stack;
  }

  abstract StackChannel channelTo(InetSocketAddress peer);

  /** Whether the thread that reads or accepts here lives. */
  abstract boolean listening();

  final EarshotStack stack() {
    return stack;
  }

  @Override
  public final MessageChannel createMessageChannel(HostPort target) throws UnknownHostException {
    // always a literal: HopRouter and Targets see to it that no name gets here
    return channelTo(new InetSocketAddress(target.getInetAddress(), target.getPort()));
  }

  @Override
  public final MessageChannel createMessageChannel(InetAddress host, int port) {
    return channelTo(new InetSocketAddress(host, port));
  }

  @Override
  public final SIPTransactionStack getSIPStack() {
    return stack;
  }

  @Override
  public final int getDefaultTargetPort() {
    return 5060;
  }

  @Override
  public final boolean isSecure() {
    return false;
  }

  @Override
  public final int getMaximumMessageSize() {
    return stack.getMaxMessageSize();
  }

  @Override
  public final boolean inUse() {
    return false;
  }
}
