package dev.weir.api.section;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a section is asked.
 *
 * @param method get or post
 * @param path the parts of the address behind the section's name; empty for the name alone
 * @param query the first value of each parameter
 * @param body of a post, as strict JSON
 */
public record SectionRequest(
    Method method, List<String> path, SortedMap<String, String> query, Optional<JsonNode> body) {
  /** How it is asked. */
  public enum Method {
    /** To look; changes nothing and needs no token. */
    GET,
    /** To change something; the token was shown. */
    POST
  }

  /** Copies the collections. */
  public SectionRequest {
    path = List.copyOf(path);
    query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
  }

  /** Returns the address behind the section's name, as in {@code results/17}. */
  public String address() {
    return String.join("/", path);
  }
}
