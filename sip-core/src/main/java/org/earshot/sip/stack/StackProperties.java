package org.earshot.sip.stack;

import java.util.Properties;
import org.earshot.sip.SipSettings;

/** Our settings as property names of JAIN-SIP. Each value that is not its default has its reason beside it. */
final class StackProperties {
  /** Not one of the stack's: what we call ourselves. */
  static final String PRODUCT = "org.earshot.sip.PRODUCT";
  private static final String RI = "gov.nist.javax.sip.";
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  private StackProperties() {}

  static Properties of(SipSettings settings, String name) {
    var out = new Properties();
    out.setProperty("javax.sip.STACK_NAME", name);
    dialogs(out);
    intake(out, settings);
    parts(out);
    return out;
  }

  private static void dialogs(Properties out) {
    // automatic dialogs leak; we ask for one for each INVITE
    out.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    // the stack answers 482 to merged requests, 491 and 500 to overlapping ones
    out.setProperty(RI + "AUTOMATIC_DIALOG_ERROR_HANDLING", "true");
    // other than 0: forks have dialogs; how long is EarshotStack's to say
    out.setProperty(RI + "MAX_FORK_TIME_SECONDS", "32");
    // above any ring time-out of the call: the call decides, this is a backstop
    out.setProperty(RI + "EARLY_DIALOG_TIMEOUT_SECONDS", "300");
    out.setProperty(RI + "MAX_TX_LIFETIME_INVITE", "400");
    out.setProperty(RI + "MAX_TX_LIFETIME_NON_INVITE", "64");
    out.setProperty(RI + "LINGER_TIMER", "1");
    // "Normal" encodes each request once more and parses it again, to give it back to whoever asks: nobody does
    out.setProperty(RI + "RELEASE_REFERENCES_STRATEGY", "Aggressive");
    // an INVITE transaction is looked up by its branch, see EarshotStack
    out.setProperty(RI + "CANCEL_CLIENT_TRANSACTION_CHECKED", "false");
    out.setProperty(RI + "DELIVER_UNSOLICITED_NOTIFY", "true");
  }

  private static void intake(Properties out, SipSettings settings) {
    // the listener is called on the worker that parsed, not on one thread for all
    out.setProperty(RI + "REENTRANT_LISTENER", "true");
    out.setProperty(RI + "MAX_MESSAGE_SIZE", Integer.toString(settings.maxMessageBytes()));
    // a worker waits that long for a transaction another one is in
    out.setProperty(RI + "MAX_LISTENER_RESPONSE_TIME", "5");
    out.setProperty(RI + "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(SOCKET_BUFFER_BYTES));
    out.setProperty(RI + "SEND_UDP_BUFFER_SIZE", Integer.toString(SOCKET_BUFFER_BYTES));
    out.setProperty(PRODUCT, settings.userAgent());
  }

  private static void parts(Properties out) {
    out.setProperty("javax.sip.ROUTER_PATH", HopRouter.class.getName());
    out.setProperty(RI + "MESSAGE_PROCESSOR_FACTORY", TransportFactory.class.getName());
    out.setProperty(RI + "MESSAGE_PARSER_FACTORY", SafeParserFactory.class.getName());
    out.setProperty(RI + "STACK_LOGGER", Slf4jStackLogger.class.getName());
    out.setProperty(RI + "SERVER_LOGGER", Slf4jServerLogger.class.getName());
    out.setProperty(RI + "TIMER_CLASS_NAME", StackTimer.class.getName());
  }
}
