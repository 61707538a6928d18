package org.earshot.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.earshot.app.config.ServerConfig.Log;
import org.slf4j.LoggerFactory;

/** Sets logging up as configured; before that, and in the other commands, {@code logback.xml} shows warnings only. */
final class Logging {
  private Logging() {}

  static void configure(Log log) {
    configure((LoggerContext) LoggerFactory.getILoggerFactory(), log);
  }

  static void configure(LoggerContext context, Log log) {
    context.reset();
    context.putProperty("level", log.level());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Logging.class.getResource("log-" + log.format() + ".xml"));
    } catch (JoranException e) {
      throw new IllegalStateException("the " + log.format() + " log of this program is wrong", e);
    }
  }

  /** Writes out what still waits; nothing is logged after it. */
  static void flush() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
