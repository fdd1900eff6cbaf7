package dev.weir.learn.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.fingerprint.CircularFingerprinter;
import org.openscience.cdk.fingerprint.IBitFingerprint;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * What the structure of a molecule says by itself: its extended-connectivity fingerprint of
 * diameter 4 (ECFP4; Rogers and Hahn, J. Chem. Inf. Model. 50 (2010) 742) folded to {@value #BITS}
 * bits, and counts of atoms and bonds. By CDK.
 */
final class Structure {
  /** Length of the folded fingerprint. */
  static final int BITS = 512;

  private Structure() {}

  /**
   * Returns the features of a structure.
   *
   * @throws MissingFeatures when the text is not a structure
   */
  static double[] features(String name, String smiles) {
    try {
      IAtomContainer molecule =
          new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
      List<Double> features = new ArrayList<>(counts(molecule));
      IBitFingerprint bits =
          new CircularFingerprinter(CircularFingerprinter.CLASS_ECFP4, BITS)
              .getBitFingerprint(molecule);
      for (int k = 0; k < BITS; k++) {
        features.add(bits.get(k) ? 1.0 : 0.0);
      }
      return features.stream().mapToDouble(Double::doubleValue).toArray();
    } catch (CDKException e) {
      throw new MissingFeatures(
          "features C of %s are missing: '%s' is not a structure: %s"
              .formatted(
                  name, smiles, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  /** Counts of carbon, oxygen, nitrogen, hydrogen, aromatic atoms, rings, double bonds. */
  private static List<Double> counts(IAtomContainer molecule) {
    int[] counts = new int[7];
    for (IAtom atom : molecule.atoms()) {
      Integer hydrogens = atom.getImplicitHydrogenCount();
      counts[3] += hydrogens == null ? 0 : hydrogens;
      counts[4] += atom.isAromatic() ? 1 : 0;
      switch (String.valueOf(atom.getSymbol()).toUpperCase(Locale.ROOT)) {
        case "C" -> counts[0]++;
        case "O" -> counts[1]++;
        case "N" -> counts[2]++;
        case "H" -> counts[3]++;
        default -> {}
      }
    }
    counts[5] = molecule.getBondCount() - molecule.getAtomCount() + 1;
    for (IBond bond : molecule.bonds()) {
      counts[6] += bond.getOrder() == IBond.Order.DOUBLE ? 1 : 0;
    }
    List<Double> list = new ArrayList<>();
    for (int count : counts) {
      list.add((double) count);
    }
    return list;
  }
}
