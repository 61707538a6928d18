package org.earshot.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Sends the bytes of a file in one datagram and looks at the answer.
 *
 * <p>A file ending in .sip is text: placeholders are filled in and lines end in CRLF. Any other is sent as it is. After
 * it goes an OPTIONS that must be answered: the server lives, and what it did not answer before that it will not.
 */
final class RawMessage {
  private static final int LIMIT_MS = 20_000;

  private RawMessage() {}

  static List<String> send(Path file, String expect, String from, Site site) {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(from, site.peerPort()))) {
      socket.connect(new InetSocketAddress(Site.SERVER_ADDRESS, site.sipPort()));
      socket.setSoTimeout(LIMIT_MS);
      byte[] message = bytes(file, site);
      send(socket, message);
      String wanted = expect == null ? "any" : expect;
      String answer = wanted.matches("\\d{3}") ? receive(socket) : "";
      if (answer.contains(" INVITE\r\n")) {
        send(socket, ack(message, answer));
      }
      send(socket, options(from, site).getBytes(StandardCharsets.UTF_8));
      for (String next = receive(socket); !next.contains("CSeq: 4711 OPTIONS"); next = receive(socket)) {
        answer = next;
      }
      boolean fits = wanted.equals("any") || (wanted.equals("none") ? answer.isEmpty()
          : answer.startsWith("SIP/2.0 " + wanted + " "));
      return fits ? List.of() : List.of(file.getFileName() + ": expected " + wanted + ", got\n" + answer);
    } catch (SocketTimeoutException e) {
      return List.of(file.getFileName() + ": no answer, neither to it nor to an OPTIONS");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // RFC 3261 §17.1.1.3: the refusal of an INVITE is repeated until its ACK comes, and would reach the next case.
  private static byte[] ack(byte[] invite, String refusal) {
    String text = new String(invite, StandardCharsets.UTF_8).split("\r\n\r\n", 2)[0];
    String to = refusal.lines().filter(line -> line.startsWith("To:")).findFirst().orElse("To: <sip:lost>");
    return (text.replaceFirst("^INVITE", "ACK").replaceFirst("(?m)^To:[^\r\n]*", to)
        .replace(" INVITE\r\n", " ACK\r\n").replaceFirst("Content-Length: *-?\\d+", "Content-Length: 0")
        + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file, Site site) throws IOException {
    if (!file.toString().endsWith(".sip")) {
      return Files.readAllBytes(file);
    }
    String text = site.filled(Files.readString(file)).replace("${unique}", "" + System.nanoTime());
    return text.replace("\r", "").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String options(String from, Site site) {
    String unique = "" + System.nanoTime();
    return String.join("\r\n", "OPTIONS sip:" + Site.SERVER_ADDRESS + ":" + site.sipPort() + " SIP/2.0",
        "Via: SIP/2.0/UDP " + from + ":" + site.peerPort() + ";branch=z9hG4bK" + unique, "Max-Forwards: 70",
        "From: <sip:ping@" + from + ">;tag=" + unique, "To: <sip:" + Site.SERVER_ADDRESS + ">",
        "Call-ID: ping-" + unique, "CSeq: 4711 OPTIONS", "Content-Length: 0", "", "");
  }

  private static void send(DatagramSocket socket, byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length));
  }

  private static String receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
