package org.earshot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.earshot.app.call.CallSnapshot;
import org.earshot.app.call.MediaCommand;
import org.earshot.app.call.MediaCommand.Side;
import org.earshot.media.Playback;
import org.earshot.media.Playback.Source;
import org.earshot.media.Recording;
import org.earshot.media.audio.Tones.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaResourceTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private FakeServer server;

  @BeforeEach
  void start() {
    server = FakeServer.onFreePort();
    server.calls.put("c1", new CallSnapshot("c1", "bridged", "outbound", "alice", "bob", Optional.empty(), Instant.now(),
        Optional.empty(), Optional.empty()));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldPlayTonesNoiseAndFiles() throws Exception {
    assertThat(send("POST", "/v1/calls/c1/play", """
        {"to": "callee", "tone": "ringback", "country": "us", "times": 0, "name": "wait"}""").body())
        .isEqualTo("{\"status\":\"playing\"}");
    send("POST", "/v1/calls/c1/play", "{\"noise\": true, \"until_digit\": true}");
    send("DELETE", "/v1/calls/c1/play?to=callee", "");
    assertThat(server.commands).containsExactly(
        new MediaCommand.Play(Side.CALLEE, Playback.forever("wait", new Source.Tone(Kind.RINGBACK, "us"))),
        new MediaCommand.Play(Side.CALLER, new Playback("api", new Source.ComfortNoise(), 1, true)),
        new MediaCommand.Stop(Side.CALLEE));
  }

  @Test
  void shouldRecordPauseAndSendDigits() throws Exception {
    assertThat(send("POST", "/v1/calls/c1/recording", "{\"file\": \"day/one.wav\"}").statusCode()).isEqualTo(202);
    send("POST", "/v1/calls/c1/recording/pause", "");
    send("POST", "/v1/calls/c1/recording/resume?of=callee", "");
    send("DELETE", "/v1/calls/c1/recording", "");
    send("POST", "/v1/calls/c1/digits", "{\"digits\": \"12#a\", \"to\": \"callee\"}");
    assertThat(server.commands).containsExactly(
        new MediaCommand.Record(Side.CALLER,
            new Recording("api", Path.of("target/recordings/day/one.wav").toAbsolutePath(), true)),
        new MediaCommand.PauseRecording(Side.CALLER), new MediaCommand.ResumeRecording(Side.CALLEE),
        new MediaCommand.StopRecording(Side.CALLER), new MediaCommand.Press(Side.CALLEE, "12#A", 100));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "play | {}", "play | not json", "play | []", "play | {\"tone\": \"hum\"}", "play | {\"tone\": \"busy\", \"country\": \"zz\"}",
      "play | {\"file\": \"../../../pom.xml\"}", "play | {\"file\": \"/etc/passwd\"}", "play | {\"file\": \"missing.wav\"}",
      "play | {\"file\": \"a\\u0000b.wav\"}", "play | {\"noise\": true, \"times\": -1}", "play | {\"noise\": true, \"to\": \"all\"}",
      "play | {\"noise\": true, \"loud\": 1}", "digits | {\"digits\": \"\"}", "digits | {\"digits\": \"12x\"}",
      "digits | {\"digits\": \"1\", \"duration_ms\": 5}", "recording | {}", "recording | {\"file\": \"../x.wav\"}",
      "recording | {\"file\": \"/tmp/x.wav\"}", "recording | {\"file\": \"x.sh\"}", "recording | {\"file\": \".\"}"})
  void shouldRefuseWhatMakesNoSenseOrLeadsOutOfTheFolders(String what, String body) throws Exception {
    var answer = send("POST", "/v1/calls/c1/" + what, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("error");
    assertThat(server.commands).isEmpty();
  }

  @Test
  void shouldSayThatThereIsNoSuchCall() throws Exception {
    assertThat(send("POST", "/v1/calls/none/play", "{\"noise\": true}").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/v1/calls/none/recording", "").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldRefuseAPageOfAnotherSite() throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/calls/c1/play"))
        .header("Origin", "http://elsewhere.example").POST(HttpRequest.BodyPublishers.ofString("{\"noise\": true}")).build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }
}
