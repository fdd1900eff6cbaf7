package dev.weir.api.section;

import java.util.Optional;

/** What a section answers. */
public sealed interface SectionReply {
  /**
   * Here it is (200).
   *
   * @param value written as JSON, record components in snake case
   */
  record Json(Object value) implements SectionReply {}

  /**
   * Something was begun (202).
   *
   * @param value written as JSON
   */
  record Accepted(Object value) implements SectionReply {}

  /**
   * A file (200).
   *
   * @param mediaType as in {@code text/csv; charset=utf-8}
   * @param text its content
   * @param saveAs under which name a browser saves it; without one it is shown
   */
  record Text(String mediaType, String text, Optional<String> saveAs) implements SectionReply {}

  /**
   * There is no such thing (404).
   *
   * @param error one line
   */
  record Missing(String error) implements SectionReply {}

  /**
   * The request is wrong (400).
   *
   * @param error one line with value, limit and unit
   */
  record Wrong(String error) implements SectionReply {}

  /**
   * It does not fit now (409).
   *
   * @param error one line with the reason
   */
  record Refused(String error) implements SectionReply {}
}
