package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.earshot.app.config.ConfigLoader;
import org.earshot.app.config.ServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir
  private Path directory;

  @Test
  void shouldPassWhereMediaCanBeBoundAndRecordsWritten() throws Exception {
    Path records = directory.resolve("new/cdr.jsonl");

    Preflight.check(config("127.0.0.1", records));

    assertThat(records).isEmptyFile();
  }

  @Test
  void shouldSayThatRecordsCannotBeWritten() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> Preflight.check(config("127.0.0.1", file.resolve("cdr.jsonl"))))
        .isInstanceOf(StartException.class).hasMessageStartingWith("cdr.file: cannot write to " + file)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldSayThatTheMediaAddressIsNotThisMachines() throws Exception {
    assertThatThrownBy(() -> Preflight.check(config("192.0.2.1", directory.resolve("cdr.jsonl"))))
        .isInstanceOf(StartException.class).hasMessageStartingWith("media.listen: cannot bind to 192.0.2.1: ");
  }

  @Test
  void shouldSayWhichPortIsTaken() throws Exception {
    try (var udp = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
         var tcp = new ServerSocket(0, 1, udp.getLocalAddress())) {
      assertThatThrownBy(() -> Preflight.ports(listening(udp.getLocalPort(), 0)))
          .isInstanceOf(StartException.class).hasMessage("udp://127.0.0.1:" + udp.getLocalPort() + ": address already in use");
      assertThatThrownBy(() -> Preflight.ports(listening(0, tcp.getLocalPort()))).isInstanceOf(StartException.class)
          .hasMessage("http.listen: cannot serve on 127.0.0.1:" + tcp.getLocalPort() + ": address already in use");
    }
    Preflight.ports(listening(0, 0));
  }

  private ServerConfig listening(int sip, int http) throws Exception {
    Path file = Files.writeString(directory.resolve("ports.yaml"),
        "sip: {listen: 'udp://127.0.0.1:%d'}\nhttp: {listen: '127.0.0.1:%d'}\n".formatted(sip, http));
    return new ConfigLoader().load(file).config();
  }

  private ServerConfig config(String mediaListen, Path records) throws Exception {
    Path file = Files.writeString(directory.resolve("earshot.yaml"),
        "media: {listen: %s}\ncdr: {file: '%s'}\n".formatted(mediaListen, records));
    return new ConfigLoader().load(file).config();
  }
}
