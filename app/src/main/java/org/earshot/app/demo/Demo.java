package org.earshot.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.earshot.app.agent.Caller;
import org.earshot.app.agent.SipText;

/** Calls a mailbox and a human through a running server, and tells the story as the caller sees it. */
public final class Demo implements AutoCloseable {
  public static final String MAILBOX_NUMBER = "2001";
  public static final String HUMAN_NUMBER = "2002";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> DEAD_ENDS = Set.of("silence", "failed", "BYE");
  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final Recording mailboxGreeting = Recording.of("mailbox.wav");
  private final Recording humanGreeting = Recording.of("human.wav");
  private final Callee mailbox = new Callee("mailbox", mailboxGreeting);
  private final Callee human = new Callee("human", humanGreeting);
  private long startNanos;

  /** The callees listen from now on. */
  public Demo(PrintWriter out) {
    this.out = out;
    mailbox.listen();
    human.listen();
  }

  public int mailboxPort() {
    return mailbox.sipPort();
  }

  public int humanPort() {
    return human.sipPort();
  }

  /** Both calls; true where each came to the verdict that it should. */
  public boolean play(int serverPort) throws InterruptedException {
    say("1. A call to %s. A mailbox answers and talks for %.1f s, beep included.", MAILBOX_NUMBER,
        mailboxGreeting.seconds());
    say("   The route says amd: report. The call is put through, and the verdict follows in an INFO.");
    boolean machine = call(MAILBOX_NUMBER, serverPort, "machine", "amd.greeting-end");
    say("");
    say("2. A call to %s. A human answers and says \"Hello?\".", HUMAN_NUMBER);
    say("   The route says amd: hold-answer. The caller's 200 waits for the verdict and carries it.");
    return call(HUMAN_NUMBER, serverPort, "human", "answered") && machine;
  }

  /** Until {@code last} has happened; true where the verdict was as expected. */
  private boolean call(String number, int serverPort, String expected, String last) throws InterruptedException {
    try (Caller caller = new Caller("dialer", number, serverPort)) {
      caller.listen();
      startNanos = System.nanoTime();
      caller.invite();
      String verdict = "";
      String happened = "";
      while (!happened.equals(last)) {
        Optional<SipText> message = caller.next(PATIENCE);
        happened = message.map(this::tell).orElse("silence");
        verdict = message.flatMap(Demo::verdictIn).orElse(verdict);
        if (DEAD_ENDS.contains(happened)) {
          tell("that is not what should happen: %s", happened);
          return false;
        }
      }
      tell("the dialer hangs up");
      return caller.hangUp(PATIENCE) && verdict.equals(expected);
    }
  }

  /** Tells what a message means to a person; a word for it. */
  private String tell(SipText message) {
    if (message.method().equals("INFO") && message.isRequest()) {
      return tellEvent(json(message.body()));
    }
    if (message.isRequest()) {
      tell("the server ends the call");
      return message.method();
    }
    if (!message.method().equals("INVITE") || message.status() == 100) {
      return "";
    }
    if (message.status() < 200) {
      tell("ringing (%s)", message.startLine().substring(8));
      return "ringing";
    }
    String held = message.find("X-Earshot-Amd").map(header -> ", X-Earshot-Amd: " + header).orElse("");
    tell("%s (%s%s)", message.status() < 300 ? "answered" : "failed", message.startLine().substring(8), held);
    return message.status() < 300 ? "answered" : "failed";
  }

  private String tellEvent(JsonNode event) {
    String name = event.path("event").asText();
    if (name.equals("amd.greeting-end")) {
      tell("the greeting has ended by %s, %d ms in: a message could be left now (INFO)", event.path("cause").asText(),
          event.path("atMs").asLong());
    } else {
      tell("verdict: %s, confidence %.2f, cause %s, %d ms in (INFO %s)", event.path("result").asText(),
          event.path("confidence").asDouble(), event.path("cause").asText(), event.path("atMs").asLong(), name);
    }
    return name;
  }

  private static Optional<String> verdictIn(SipText message) {
    if (message.isRequest()) {
      return message.method().equals("INFO") && json(message.body()).has("result")
          ? Optional.of(json(message.body()).get("result").asText()) : Optional.empty();
    }
    return message.find("X-Earshot-Amd").map(header -> header.replaceAll(".*result=([a-z]+).*", "$1"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(String what, Object... values) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    say("   %6.2f s  %s", seconds, String.format(Locale.ROOT, what, values));
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }

  @Override
  public void close() {
    mailbox.close();
    human.close();
  }
}
