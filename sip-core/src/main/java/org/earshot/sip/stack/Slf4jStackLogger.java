package org.earshot.sip.stack;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's log on SLF4J. Made by the stack, hence public. Only warnings and above are let through: at its INFO the
 * stack encodes every message for the log.
 */
public final class Slf4jStackLogger implements StackLogger {
  private static final Logger LOG = LoggerFactory.getLogger("org.earshot.sip.stack.ri");
  private static final LogLimit LIMIT = new LogLimit(System::nanoTime);

  @Override
  public boolean isLoggingEnabled() {
    return true;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return level <= TRACE_ERROR && level != TRACE_NONE;
  }

  @Override
  public void logException(Throwable problem) {
    // the stack's normal way to say that a peer's message was odd: with the stack trace only where somebody looks
    LOG.debug("stack exception", problem);
  }

  @Override
  public void logError(String message) {
    if (message != null && message.startsWith("Invalid argument address")) {
      LOG.debug(message); // a point that cannot be bound: SipStartException says it once, in our words
      return;
    }
    // most of the stack's errors are a peer's doing: it must not be able to write our log full
    if (LIMIT.admits()) {
      LOG.warn(shortened(message));
    }
  }

  @Override
  public void logError(String message, Exception problem) {
    if (LIMIT.admits()) {
      LOG.warn("{}: {}", shortened(message), shortened(String.valueOf(problem)));
    }
    LOG.debug("stack exception", problem);
  }

  @Override
  public void logFatalError(String message) {
    LOG.error(shortened(message));
  }

  @Override
  public void logWarning(String message) {
    LOG.debug(shortened(message));
  }

  /** The stack logs whole packets. */
  static String shortened(String message) {
    return message == null || message.length() <= 200 ? message : message.substring(0, 200) + "...";
  }

  @Override
  public String getLoggerName() {
    return LOG.getName();
  }

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logDebug(String message) {}

  @Override
  public void logDebug(String message, Exception problem) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logInfo(String message) {}

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String stamp) {}

  @Override
  public void setStackProperties(Properties properties) {}
}
