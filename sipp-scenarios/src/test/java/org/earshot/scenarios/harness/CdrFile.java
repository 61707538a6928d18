package org.earshot.scenarios.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The file the server writes a line to for each call that ended. */
public final class CdrFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private final Path file;

  CdrFile(Path file) {
    this.file = file;
  }

  /** Waits for that many records of calls whose caller's Call-ID fits; returns all, in the order the calls ended. */
  public List<JsonNode> await(int expected, Predicate<String> callerCallId) {
    Awaitility.await(expected + " CDRs").atMost(LIMIT).until(() -> of(callerCallId).size() >= expected);
    return of(callerCallId);
  }

  /** Waits for the record of a call. */
  public JsonNode await(String callerCallId) {
    return await(1, callerCallId::equals).getFirst();
  }

  /** The records so far of calls whose caller's Call-ID fits. */
  public List<JsonNode> of(Predicate<String> callerCallId) {
    return all().stream().filter(record -> callerCallId.test(record.path("caller_call_id").asText())).toList();
  }

  private List<JsonNode> all() {
    try {
      List<JsonNode> records = new ArrayList<>();
      if (Files.exists(file)) {
        String text = Files.readString(file);
        // the last line may be half written
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
          records.add(JSON.readTree(line));
        }
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
