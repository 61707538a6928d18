package org.earshot.app.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import org.earshot.app.call.CallAction.Notice;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.message.Body;

/** The body of the INFO that tells a caller what the detector heard: names as {@code earshot amd --json} prints them. */
final class AmdInfo {
  static final String TYPE = "application/vnd.earshot.amd+json";
  private static final JsonMapper JSON = new JsonMapper();

  private AmdInfo() {}

  static Body body(Notice notice) {
    var fields = new LinkedHashMap<String, Object>();
    switch (notice) {
      case Notice.Verdict(AmdVerdict verdict) -> put(fields, "amd.verdict", verdict);
      case Notice.Revised(AmdVerdict verdict) ->
          put(fields, verdict.cause().equals("human-joined") ? "amd.human-joined" : "amd.revised", verdict);
      case Notice.GreetingEnd(var end) -> {
        fields.put("event", "amd.greeting-end");
        fields.put("cause", end.by());
        fields.put("atMs", end.atMs());
      }
      case Notice.Screened(AmdVerdict verdict, boolean human) -> {
        put(fields, "amd.screened", verdict);
        fields.put("human", human);
      }
      case Notice.Message(String state, int plays, long playedMs) -> {
        fields.put("event", "call.message");
        fields.put("state", state);
        fields.put("plays", plays);
        fields.put("playedMs", playedMs);
      }
    }
    try {
      return new Body(TYPE, JSON.writeValueAsBytes(fields));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("strings and numbers always encode", impossible);
    }
  }

  private static void put(LinkedHashMap<String, Object> fields, String event, AmdVerdict verdict) {
    var outside = Verdicts.outside(verdict);
    fields.put("event", event);
    fields.put("result", outside.result());
    fields.put("confidence", Math.round(outside.confidence() * 100) / 100.0);
    fields.put("cause", outside.cause());
    fields.put("atMs", outside.atMs());
    fields.put("amdStatus", outside.amdStatus());
    fields.put("amdCause", outside.amdCause());
  }
}
