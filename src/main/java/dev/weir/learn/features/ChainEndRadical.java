package dev.weir.learn.features;

import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * The radical that stands for a growing chain: a hydrogen atom added to the unsubstituted carbon of
 * the monomer's CH2=C, so that the unpaired electron sits on the substituted one. The hydrogen in
 * place of the chain is assumed: the definition behind the shipped table was not read.
 */
public final class ChainEndRadical {
  private ChainEndRadical() {}

  /**
   * Returns the radical's SMILES.
   *
   * @throws MissingFeatures when the text is no structure or has no CH2=C to add to
   */
  public static String of(String name, String smiles) {
    try {
      IAtomContainer molecule =
          new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
      for (IBond bond : molecule.bonds()) {
        IAtom one = bond.getBegin();
        IAtom other = bond.getEnd();
        if (bond.getOrder() != IBond.Order.DOUBLE || !isCarbon(one) || !isCarbon(other)) {
          continue;
        }
        boolean first = hydrogens(one) == 2 && hydrogens(other) < 2;
        boolean second = hydrogens(other) == 2 && hydrogens(one) < 2;
        if (first || second) {
          IAtom end = first ? one : other;
          bond.setOrder(IBond.Order.SINGLE);
          end.setImplicitHydrogenCount(3);
          molecule.addSingleElectron(molecule.indexOf(first ? other : one));
          return new SmilesGenerator(SmiFlavor.UseAromaticSymbols).create(molecule);
        }
      }
    } catch (CDKException e) {
      throw new MissingFeatures(
          "features D of %s are missing: '%s' is not a structure: %s"
              .formatted(
                  name, smiles, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
    throw new MissingFeatures(
        "features D of %s are missing: '%s' has no CH2=C to which a chain could add"
            .formatted(name, smiles));
  }

  private static boolean isCarbon(IAtom atom) {
    return "C".equals(atom.getSymbol()) && !atom.isAromatic();
  }

  private static int hydrogens(IAtom atom) {
    Integer count = atom.getImplicitHydrogenCount();
    return count == null ? 0 : count;
  }
}
