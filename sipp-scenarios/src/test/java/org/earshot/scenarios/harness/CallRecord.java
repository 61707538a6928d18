package org.earshot.scenarios.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a CDR holds, and how one differs from what a case expects. */
final class CallRecord {
  private static final List<String> FIELDS = List.of("id", "caller", "callee", "trunk", "direction", "start", "ring",
      "answer", "end", "duration_ms", "billed_ms", "pdd_ms", "sip_code", "cause", "q850", "ended_by", "caller_call_id",
      "callee_call_id", "codec", "rtp", "amd");

  private CallRecord() {}

  /** Fields expected have that value, and null is null; every field of the format is there. */
  static List<String> differences(JsonNode expected, JsonNode record) {
    List<String> faults = new ArrayList<>();
    FIELDS.stream().filter(field -> !record.has(field)).forEach(field -> faults.add("the CDR has no field " + field));
    compare("", expected, record, faults);
    return faults;
  }

  private static void compare(String path, JsonNode expected, JsonNode actual, List<String> faults) {
    for (var field : expected.properties()) {
      JsonNode value = actual.path(field.getKey());
      String name = path + field.getKey();
      if (field.getValue().isObject()) {
        compare(name + ".", field.getValue(), value, faults);
      } else if (!fits(field.getValue().asText(), field.getValue().isNull(), value)) {
        faults.add("CDR " + name + ": expected " + field.getValue() + ", got " + value);
      }
    }
  }

  private static boolean fits(String expected, boolean isNull, JsonNode value) {
    boolean absent = value.isMissingNode() || value.isNull();
    return isNull ? absent : !absent && value.asText().equals(expected);
  }
}
