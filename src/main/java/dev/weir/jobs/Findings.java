package dev.weir.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The list {@code findings} of a result, and the events that tell the journal of it. */
final class Findings {
  private static final String NAME = "findings";

  /** Findings of one job that go to the journal. */
  private static final int MOST = 2_000;

  /** Findings in one event, so that one cycle of the control thread never writes many. */
  private static final int TOGETHER = 25;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Findings() {}

  /**
   * Reads the findings of a result; none when it has no such list.
   *
   * @throws IllegalArgumentException when the list is of another form or too long
   */
  static List<JobFinding> of(String result) {
    JsonNode list;
    try {
      list = JSON.readTree(result).path(NAME);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a result is no JSON: " + e.getOriginalMessage(), e);
    }
    if (list.size() > MOST) {
      throw new IllegalArgumentException(
          "a result has at most %d findings, had %d".formatted(MOST, list.size()));
    }
    List<JobFinding> findings = new ArrayList<>();
    for (JsonNode one : list) {
      findings.add(finding(one));
    }
    return findings;
  }

  private static JobFinding finding(JsonNode one) {
    if (!one.path("subject").isTextual() || !one.path("figures").isObject()) {
      throw new IllegalArgumentException("a finding has a subject and figures, was " + one);
    }
    TreeMap<String, Double> figures = new TreeMap<>();
    for (Map.Entry<String, JsonNode> figure : one.path("figures").properties()) {
      if (!figure.getValue().isNumber()) {
        throw new IllegalArgumentException(
            "the figure %s of %s is no number".formatted(figure.getKey(), one.path("subject")));
      }
      figures.put(figure.getKey(), figure.getValue().doubleValue());
    }
    return new JobFinding(one.path("subject").asText(), figures, one.path("origin").asText(""));
  }

  /** Returns the events of a job's findings, in their order. */
  static List<JobEvent> events(String job, String kind, List<JobFinding> findings) {
    List<JobEvent> events = new ArrayList<>();
    for (int from = 0; from < findings.size(); from += TOGETHER) {
      events.add(
          new JobEvent.JobFound(
              job, kind, from, findings.subList(from, Math.min(findings.size(), from + TOGETHER))));
    }
    return events;
  }
}
