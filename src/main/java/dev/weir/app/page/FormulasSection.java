package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import java.util.List;

/**
 * Generated formulas on the page: the maps of known and generated formulas, the parity of the
 * predictor and the ranked list. What it shows is the result of the job {@code formulas}, so it
 * answers nothing itself.
 */
final class FormulasSection implements Section {
  FormulasSection() {}

  @Override
  public String name() {
    return "formulas";
  }

  @Override
  public String title() {
    return "Formulas";
  }

  @Override
  public List<String> files() {
    return List.of("formulas.js");
  }

  @Override
  public SectionReply answer(SectionRequest request) {
    return new SectionReply.Missing(
        "generated formulas are the results of jobs of the kind formulas, at /api/v1/jobs");
  }
}
