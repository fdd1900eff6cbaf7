package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import java.util.List;

/**
 * Predicted crystal structures on the page: the candidates of the latest batch and a view of their
 * cells. What it shows is the result of the job {@code structure-predict}, so it answers nothing
 * itself.
 */
final class StructuresSection implements Section {
  StructuresSection() {}

  @Override
  public String name() {
    return "structures";
  }

  @Override
  public String title() {
    return "Structures";
  }

  @Override
  public List<String> files() {
    return List.of("structures.js", "cell.js");
  }

  @Override
  public SectionReply answer(SectionRequest request) {
    return new SectionReply.Missing(
        "predicted structures are the results of jobs of the kind structure-predict, at /api/v1/jobs");
  }
}
