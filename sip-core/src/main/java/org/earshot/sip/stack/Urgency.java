package org.earshot.sip.stack;

/**
 * How full a worker's queue may be for a message to be taken. Calls that stand come first, then new ones; registrations
 * and questions wait for a quieter moment: their peers repeat them, and nobody hears it.
 */
enum Urgency {
  CALL(2000), NEW_CALL(1500), OTHER(250);

  private static final String[] OTHERS = {"REGISTER ", "OPTIONS ", "SUBSCRIBE ", "PUBLISH "};

  private final int room;

  Urgency(int room) {
    this.room = room;
  }

  /** Messages that may be waiting before it. */
  int room() {
    return room;
  }

  static Urgency of(byte[] message) {
    for (String method : OTHERS) {
      if (begins(message, method)) {
        return OTHER;
      }
    }
    return NewCall.key(message) == 0 ? CALL : NEW_CALL;
  }

  private static boolean begins(byte[] message, String method) {
    for (int i = 0; i < method.length(); i++) {
      if (i >= message.length || message[i] != method.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
