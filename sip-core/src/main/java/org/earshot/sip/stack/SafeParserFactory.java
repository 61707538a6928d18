package org.earshot.sip.stack;

import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;

/** Gives every channel a {@link SafeParser}. Made by the stack, hence public. */
public final class SafeParserFactory implements MessageParserFactory {
  @Override
  public MessageParser createMessageParser(SIPTransactionStack stack) {
    return new SafeParser();
  }
}
