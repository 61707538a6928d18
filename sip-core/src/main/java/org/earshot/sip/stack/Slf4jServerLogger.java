package org.earshot.sip.stack;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stack's message log, which we do not keep: messages are seen by SipTracer. Made by the stack, hence public. */
public final class Slf4jServerLogger implements ServerLogger {
  private static final Logger LOG = LoggerFactory.getLogger("org.earshot.sip.stack.ri");

  @Override
  public void logException(Exception problem) {
    LOG.debug("stack exception", problem);
  }

  @Override
  public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {}

  @Override
  public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {}

  @Override
  public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {}

  @Override
  public void closeLogFile() {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public void setSipStack(SipStack stack) {}
}
