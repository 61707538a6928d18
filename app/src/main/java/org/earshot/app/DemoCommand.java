package org.earshot.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.earshot.app.config.ConfigException;
import org.earshot.app.config.ConfigLoader;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A server of its own on free ports of the loopback, with a store that is thrown away, and two calls through it. */
@Command(name = "demo", description = "Call a recorded mailbox and a human on loopback, and show the verdicts. Takes 20 s.")
final class DemoCommand implements Callable<Integer> {
  private static final String CONFIG = """
      sip: {listen: [udp://127.0.0.1:%d]}
      media: {listen: 127.0.0.1, ports: 16384-16583}
      http: {listen: 127.0.0.1:0}
      storage: {url: 'jdbc:sqlite:%s/demo.db'}
      cdr: {file: %s/cdr.jsonl}
      calls: {warm-up: 0}
      trunks:
        - {name: dialer, uri: sip:127.0.0.1, accept-from: 127.0.0.1}
        - {name: mailbox, uri: 'sip:127.0.0.1:%d'}
        - {name: human, uri: 'sip:127.0.0.1:%d'}
      routes:
        - {match: '^%s$', to: mailbox, amd: report}
        - {match: '^%s$', to: human, amd: hold-answer}
      """;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("earshot-demo");
    int port = freePort();
    try (Demo demo = new Demo(out); Wiring _ = Wiring.start(config(directory, port, demo))) {
      out.println("A server on 127.0.0.1:" + port + ", and two calls through it over SIP and RTP.\n");
      boolean asExpected = demo.play(port);
      out.println();
      out.println("The call records:");
      return asExpected ? 0 : 1;
    } finally {
      printRecords(directory, out);
      delete(directory);
    }
  }

  private static ServerConfig config(Path directory, int port, Demo demo) throws IOException {
    Path file = Files.writeString(directory.resolve("demo.yaml"), CONFIG.formatted(port, directory, directory,
        demo.mailboxPort(), demo.humanPort(), Demo.MAILBOX_NUMBER, Demo.HUMAN_NUMBER));
    try {
      return new ConfigLoader().load(file).config();
    } catch (ConfigException e) {
      throw new StartException(e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }

  private static void printRecords(Path directory, PrintWriter out) throws IOException {
    Path records = directory.resolve("cdr.jsonl");
    List<String> lines = Files.exists(records) ? Files.readAllLines(records) : List.of();
    lines.forEach(out::println);
    out.flush();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
