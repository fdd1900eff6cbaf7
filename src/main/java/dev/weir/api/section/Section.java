package dev.weir.api.section;

import java.util.List;

/**
 * A section that another room brings: a tab of the page at {@code /NAME} and answers below {@code
 * /api/v1/NAME}. It may be asked from any thread, several at once, and may wait for a disk; it
 * never sees the control thread. What takes longer than a second is a background job.
 */
public interface Section {
  /** Returns its name in addresses: lower-case letters and dashes, at most 30 characters. */
  String name();

  /** Returns the word on its tab. */
  String title();

  /**
   * Returns the files of its page, as resources {@code /page/NAME/FILE}, served at the same
   * address. The first one is its script, a JavaScript module that exports {@code mount(root,
   * weir)}.
   */
  List<String> files();

  /**
   * Answers a request below {@code /api/v1/NAME}. Whoever posts has shown the token.
   *
   * @throws dev.weir.jobs.RefusedJobException when a job cannot be done; answered by 409
   */
  SectionReply answer(SectionRequest request);
}
