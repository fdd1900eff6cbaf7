package dev.weir.materials.structure.prediction;

import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.List;
import java.util.OptionalInt;

/** What the prediction of a formula's structure came to. */
public sealed interface Prediction {
  /** Returns the reduced formula that was asked for. */
  Formula formula();

  /**
   * Candidates, the likeliest first, no two of them the same crystal.
   *
   * @param formula the reduced formula that was asked for
   * @param candidates at least one
   */
  record Ranked(Formula formula, List<Candidate> candidates) implements Prediction {
    /** Copies its list. */
    public Ranked {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * No template can be used.
   *
   * @param formula the reduced formula that was asked for
   * @param reason one line
   * @param nearest the nearest ratios that have templates
   */
  record NoTemplate(Formula formula, String reason, List<TemplateLibrary.NearRatio> nearest)
      implements Prediction {
    /** Copies its list. */
    public NoTemplate {
      nearest = List.copyOf(nearest);
    }
  }

  /**
   * A predicted structure.
   *
   * @param structure scaled to the predicted volume
   * @param template the name of the structure whose places it takes
   * @param templateFormula that structure's formula
   * @param spaceGroup of the template, which substitution keeps; empty where it is not known
   * @param prototype of the template
   * @param score of the ranker; larger is likelier
   * @param probability that it is the stable structure, 0 to 1
   * @param support how many of the templates that were looked at lead to this crystal
   */
  record Candidate(
      CrystalStructure structure,
      String template,
      Formula templateFormula,
      OptionalInt spaceGroup,
      String prototype,
      double score,
      double probability,
      int support) {}
}
