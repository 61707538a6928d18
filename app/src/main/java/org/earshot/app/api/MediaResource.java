package org.earshot.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.earshot.app.call.CallDirectory;
import org.earshot.app.call.MediaCommand;
import org.earshot.app.call.MediaCommand.Side;
import org.earshot.app.json.Json;
import org.earshot.media.Playback;
import org.earshot.media.Playback.Source;
import org.earshot.media.Recording;
import org.earshot.media.audio.Tones;
import org.earshot.media.dtmf.Digits;

/**
 * {@code /v1/calls/{id}/play}, {@code digits} and {@code recording}: what one side of a call is played and sent, and what is
 * kept of it. Files are named within two folders and nowhere else.
 */
final class MediaResource {
  private static final int TIMES_MAX = 1_000_000;
  private static final int DIGITS_MAX = 64;
  private static final int DIGIT_MS = 100;

  private final CallDirectory calls;
  private final MediaFolders folders;

  MediaResource(CallDirectory calls, MediaFolders folders) {
    this.calls = calls;
    this.folders = folders;
  }

  void play(Context request) {
    JsonNode body = body(request, Set.of("to", "file", "tone", "country", "noise", "times", "until_digit", "name"));
    Source source = source(body);
    var playback = new Playback(body.path("name").asText("api"), source, integer(body, "times", 1, 0, TIMES_MAX),
        body.path("until_digit").asBoolean(false));
    perform(request, new MediaCommand.Play(side(body, "to"), playback), "playing");
  }

  void stop(Context request) {
    perform(request, new MediaCommand.Stop(side(request.queryParam("to"))), "stopped");
  }

  void digits(Context request) {
    JsonNode body = body(request, Set.of("to", "digits", "duration_ms"));
    String digits = body.path("digits").asText("").toUpperCase(Locale.ROOT);
    if (digits.isEmpty() || digits.length() > DIGITS_MAX || !digits.chars().allMatch(each -> Digits.isDigit((char) each))) {
      throw new BadRequestResponse("digits: 1 to " + DIGITS_MAX + " of 0-9, *, #, A-D");
    }
    perform(request, new MediaCommand.Press(side(body, "to"), digits, integer(body, "duration_ms", DIGIT_MS, 40, 10_000)),
        "sending");
  }

  void record(Context request) {
    JsonNode body = body(request, Set.of("of", "file", "stereo", "name"));
    Path file = within(folders.recordings(), body.path("file").asText(""));
    if (!file.getFileName().toString().endsWith(".wav")) {
      throw new BadRequestResponse("file: a recording is a .wav");
    }
    makeFolder(file.getParent());
    var recording = new Recording(body.path("name").asText("api"), file, body.path("stereo").asBoolean(true));
    perform(request, new MediaCommand.Record(side(body, "of"), recording), "recording");
  }

  void pause(Context request) {
    perform(request, new MediaCommand.PauseRecording(side(request.queryParam("of"))), "paused");
  }

  void resume(Context request) {
    perform(request, new MediaCommand.ResumeRecording(side(request.queryParam("of"))), "recording");
  }

  void stopRecording(Context request) {
    perform(request, new MediaCommand.StopRecording(side(request.queryParam("of"))), "stopped");
  }

  private void perform(Context request, MediaCommand command, String status) {
    if (!calls.command(request.pathParam("id"), command)) {
      throw new NotFoundResponse("no such call now");
    }
    request.status(HttpStatus.ACCEPTED).contentType("application/json").result(Json.line(Map.of("status", status)));
  }

  private Source source(JsonNode body) {
    if (body.has("file")) {
      Path file = within(folders.prompts(), body.path("file").asText(""));
      if (!Files.isRegularFile(file)) {
        throw new BadRequestResponse("file: there is no such prompt");
      }
      return new Source.File(file);
    }
    if (body.has("tone")) {
      String country = body.path("country").asText("eu");
      if (!Tones.knows(country)) {
        throw new BadRequestResponse("country: no tones of it are known");
      }
      return new Source.Tone(word(body.path("tone").asText(""), Tones.Kind.class, "tone"), country);
    }
    if (body.path("noise").asBoolean(false)) {
      return new Source.ComfortNoise();
    }
    throw new BadRequestResponse("one of file, tone and noise is needed");
  }

  /** A file below a folder; whatever a name contains, it does not lead out of there. */
  private static Path within(Path folder, String name) {
    try {
      Path root = folder.toAbsolutePath().normalize();
      Path file = root.resolve(name).normalize();
      if (!name.isBlank() && file.startsWith(root) && !file.equals(root)) {
        return file;
      }
    } catch (InvalidPathException _) {
      // answered like any other name that is none
    }
    throw new BadRequestResponse("file: a name within " + folder);
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode body(Context request, Set<String> known) {
    JsonNode body;
    try {
      body = Json.read(request.body());
    } catch (JsonProcessingException e) {
      throw new BadRequestResponse("not JSON");
    }
    if (!body.isObject()) {
      throw new BadRequestResponse("not a JSON object");
    }
    body.fieldNames().forEachRemaining(name -> {
      if (!known.contains(name)) {
        throw new BadRequestResponse(name + ": unknown");
      }
    });
    return body;
  }

  private static Side side(JsonNode body, String field) {
    return side(body.path(field).asText("caller"));
  }

  private static Side side(String wordOrNull) {
    return word(wordOrNull == null ? "caller" : wordOrNull, Side.class, "side");
  }

  private static <E extends Enum<E>> E word(String text, Class<E> type, String what) {
    for (E one : type.getEnumConstants()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
        return one;
      }
    }
    throw new BadRequestResponse(what + ": \"" + text + "\" is unknown");
  }

  private static int integer(JsonNode body, String field, int byDefault, int min, int max) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      throw new BadRequestResponse(field + ": " + min + " to " + max);
    }
    return value.intValue();
  }
}
