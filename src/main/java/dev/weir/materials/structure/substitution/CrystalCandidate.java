package dev.weir.materials.structure.substitution;

import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.matching.StructureMatcher;
import dev.weir.materials.structure.template.StructureEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Templates that lead to the same crystal, the best one first. Used by one thread. */
public final class CrystalCandidate {
  private final StructureEntry template;
  private final CrystalStructure structure;
  private final StructureMatcher.Prepared prepared;
  private final BondLengths.Strain strain;
  private final List<TemplateSwap> members = new ArrayList<>();

  /**
   * Creates the candidate of one template.
   *
   * @param strain of its bonds
   */
  public CrystalCandidate(
      StructureEntry template,
      CrystalStructure structure,
      BondLengths.Strain strain,
      TemplateSwap swap) {
    this.template = template;
    this.structure = structure;
    this.prepared = StructureMatcher.prepare(structure);
    this.strain = strain;
    members.add(swap);
  }

  /** Takes in the template of a candidate that is the same crystal. */
  public void join(CrystalCandidate same) {
    members.addAll(same.members);
  }

  public boolean isSame(CrystalCandidate other, int largestMatched) {
    if (!prototype().equals(other.prototype())) {
      return false;
    }
    return prepared.size() > largestMatched
        || StructureMatcher.USUAL.matches(prepared, other.prepared);
  }

  /** Tells whether two candidates match of which one is merged. */
  public boolean isSameMerged(CrystalCandidate other) {
    return isMerged() != other.isMerged()
        && StructureMatcher.USUAL.matches(prepared, other.prepared);
  }

  public boolean matches(StructureMatcher.Prepared truth) {
    return StructureMatcher.USUAL.matches(truth, prepared);
  }

  /** Tells whether one element takes the places of two. */
  public boolean isMerged() {
    return best().merged() > 0;
  }

  /** Returns the text that candidates of one prototype share. */
  public String prototype() {
    return isMerged() ? template.prototype() + " merged" : template.prototype();
  }

  /** Returns the space group, where it is known: merging may make it a higher one. */
  public OptionalInt spaceGroup() {
    return isMerged() ? OptionalInt.empty() : template.spaceGroup();
  }

  public StructureEntry template() {
    return template;
  }

  public CrystalStructure structure() {
    return structure;
  }

  public BondLengths.Strain strain() {
    return strain;
  }

  public TemplateSwap best() {
    return members.getFirst();
  }

  public List<TemplateSwap> members() {
    return members;
  }

  /** Returns the summed votes of its templates, relative to a score. */
  public double votes(double sharpness, double reference) {
    double sum = 0.0;
    for (TemplateSwap member : members) {
      sum += Math.exp(sharpness * (member.score() - reference));
    }
    return sum;
  }
}
