package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The part of a predictor's file that says how a formula becomes numbers. */
final class PredictorFile {
  private static final int MOST_FEATURES = 100_000;

  private PredictorFile() {}

  static void writeFeatures(DataOutputStream out, FormulaFeatures features) throws IOException {
    ElementTable table = features.table();
    out.writeUTF(table.name());
    List<String> lines = table.lines();
    out.writeInt(lines.size());
    for (String line : lines) {
      out.writeUTF(line);
    }
    StringJoiner symbols = new StringJoiner(",");
    features.elements().forEach(element -> symbols.add(element.symbol()));
    out.writeUTF(symbols.toString());
    out.writeInt(features.size());
    DenseNetwork.writeFloats(out, features.mean());
    DenseNetwork.writeFloats(out, features.deviation());
  }

  static FormulaFeatures readFeatures(DataInputStream in) throws IOException {
    String name = in.readUTF();
    int count = DenseNetwork.bounded(in.readInt(), Element.LAST + 1, "rows of elements");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(in.readUTF());
    }
    List<Element> elements = new ArrayList<>();
    for (String symbol : in.readUTF().split(",")) {
      elements.add(Element.of(symbol));
    }
    int size = DenseNetwork.bounded(in.readInt(), MOST_FEATURES, "features");
    float[] mean = DenseNetwork.readFloats(in, size);
    float[] deviation = DenseNetwork.readFloats(in, size);
    return new FormulaFeatures(ElementTable.parse(name, lines), elements, mean, deviation);
  }
}
