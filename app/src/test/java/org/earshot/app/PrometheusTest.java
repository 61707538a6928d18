package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.earshot.app.config.ConfigLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server scraped by Debian's Prometheus with our rules, and asked over Prometheus' API. */
class PrometheusTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String OPTIONS = """
      OPTIONS sip:127.0.0.1 SIP/2.0\r
      Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKprometheus%d;rport\r
      From: <sip:probe@127.0.0.1>;tag=1\r
      To: <sip:127.0.0.1>\r
      Call-ID: probe%2$d@127.0.0.1\r
      CSeq: %2$d OPTIONS\r
      Max-Forwards: 70\r
      Content-Length: 0\r
      \r
      """;

  @TempDir
  private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private int sipPort;
  private Wiring server;
  private int prometheusPort;
  private Process prometheus;

  @BeforeEach
  void start() throws Exception {
    sipPort = freePort();
    var config = folder.resolve("earshot.yaml");
    Files.writeString(config, """
        sip: {listen: ['udp://127.0.0.1:%d', 'tcp://127.0.0.1:%d']}
        media: {listen: 127.0.0.1}
        trunks: [{name: carrier, uri: 'sip:127.0.0.1:%d'}]
        http: {listen: '127.0.0.1:0'}
        storage: {url: 'jdbc:sqlite:%s'}
        cdr: {file: '%s'}
        """.formatted(sipPort, sipPort, sipPort, folder.resolve("earshot.db"), folder.resolve("cdr.jsonl")));
    server = Wiring.start(new ConfigLoader().load(config).config());
    prometheusPort = freePort();
    prometheus = startPrometheus();
  }

  @AfterEach
  void stop() throws InterruptedException {
    client.close();
    if (prometheus != null) {
      prometheus.destroy();
      prometheus.waitFor(20, TimeUnit.SECONDS);
    }
    server.close();
  }

  @Test
  void shouldBeScrapedAndRaiseNoAlert() throws Exception {
    sendOptions(3);
    await().atMost(SOON).until(() -> value("earshot_sip_requests_total{method=\"OPTIONS\",direction=\"in\"}").equals("3"));
    assertThat(value("up{job=\"earshot\"}")).isEqualTo("1");
    assertThat(value("earshot_sip_responses_total{method=\"OPTIONS\",class=\"2xx\",direction=\"out\"}")).isEqualTo("3");
    assertThat(value("earshot_calls_active")).isEqualTo("0");
    assertThat(value("sum(earshot_calls_total)")).isEqualTo("0");
    assertThat(value("earshot_trunk_up{trunk=\"carrier\"}")).isEqualTo("1");
    assertThat(value("earshot_media_ports_free > bool 1000")).isEqualTo("1");
    assertThat(value("count(earshot_rtp_packets_total) > bool 2")).isEqualTo("1");
    assertThat(value("count(earshot_build_info)")).isEqualTo("1");

    await().atMost(SOON).until(this::allRulesEvaluated);
    assertThat(value("count(ALERTS{alertstate=\"firing\"})")).isEqualTo("none");
    var target = ask("/api/v1/targets").at("/data/activeTargets/0");
    assertThat(target.get("health").asText()).isEqualTo("up");
    assertThat(target.get("lastError").asText()).isEmpty();
  }

  private void sendOptions(int times) throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      socket.setSoTimeout((int) SOON.toMillis());
      for (int i = 1; i <= times; i++) {
        var request = OPTIONS.formatted(socket.getLocalPort(), i).getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), sipPort));
        socket.receive(new DatagramPacket(new byte[4096], 4096));
      }
    }
  }

  private Process startPrometheus() throws IOException {
    var rules = Path.of("..", "deploy", "prometheus", "alerts.yml").toAbsolutePath().normalize();
    var config = folder.resolve("prometheus.yml");
    Files.writeString(config, """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ['%s']
        scrape_configs: [{job_name: earshot, static_configs: [{targets: ['127.0.0.1:%d']}]}]
        """.formatted(rules, server.httpPort()));
    return new ProcessBuilder("prometheus", "--config.file=" + config, "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--web.listen-address=127.0.0.1:" + prometheusPort, "--log.level=error").inheritIO().start();
  }

  private boolean allRulesEvaluated() throws IOException, InterruptedException {
    var rules = ask("/api/v1/rules").at("/data/groups/0/rules");
    for (var rule : rules) {
      if (!rule.get("health").asText().equals("ok")) {
        return false;
      }
    }
    return rules.size() > 10;
  }

  /** A query's single value; "none" where it has none, or Prometheus does not answer yet. */
  private String value(String query) throws InterruptedException {
    try {
      var result = ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).at("/data/result");
      return result.size() == 1 ? result.get(0).get("value").get(1).asText() : "none";
    } catch (IOException _) {
      return "none";
    }
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + prometheusPort + path)).build();
    return new ObjectMapper().readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
