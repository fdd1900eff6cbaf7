package dev.weir.materials.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

final class ElementSetNetworkTest {
  private static final long SEED = 4;
  private static final List<Formula> FORMULAS =
      Stream.of("Fe", "NaCl", "Fe2O3", "CaTiO3", "MgAl2O4", "LiFePO4").map(Formula::parse).toList();

  @Test
  void plainJavaAnswersAsTheNetworkInTrainingDoes() throws IOException {
    List<ElementTokens> tokens = FORMULAS.stream().map(ElementTokens::new).toList();
    List<Element> elements =
        FORMULAS.stream().flatMap(f -> f.elements().stream()).distinct().sorted().toList();
    FormulaFeatures features = FormulaFeatures.fit(ElementTable.builtIn(), elements, FORMULAS);
    try (PointerScope _ = new PointerScope()) {
      TorchElementSet training =
          new TorchElementSet(
              tokens,
              new ElementSetNetwork.Shape(12, 2, List.of(8, 1)),
              features.ofElements(),
              elements,
              new SplittableRandom(SEED));
      int[] rows = training.arrange(new int[] {5, 0, 3, 1, 4, 2});
      float[] wanted = TorchTensors.floats(training.forward(rows, false), rows.length);
      ElementSetNetwork plain = reread(training.export());
      for (int i = 0; i < rows.length; i++) {
        assertThat(plain.evaluate(tokens.get(rows[i])))
            .as("%s, seed %d", FORMULAS.get(rows[i]), SEED)
            .isCloseTo(wanted[i], within(1e-5f));
      }
    }
  }

  private static ElementSetNetwork reread(ElementSetNetwork network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    network.write(new DataOutputStream(bytes));
    return ElementSetNetwork.read(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  @Test
  void manyInputsTogetherAnswerAsEachAlone() {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] first = new float[3][5];
    float[][] second = new float[5][1];
    Stream.of(first, second)
        .flatMap(Stream::of)
        .forEach(
            row ->
                System.arraycopy(
                    TorchTensors.uniform(random, row.length, 1f), 0, row, 0, row.length));
    DenseNetwork network =
        new DenseNetwork(
            List.of(
                new DenseNetwork.Layer(first, new float[5]),
                new DenseNetwork.Layer(second, new float[1])));
    List<float[]> inputs =
        Stream.generate(() -> TorchTensors.uniform(random, 3, 1f)).limit(37).toList();
    float[] together = network.evaluateEach(inputs);
    for (int i = 0; i < together.length; i++) {
      assertThat(together[i]).as("seed %d", SEED).isEqualTo(network.evaluate(inputs.get(i))[0]);
    }
  }
}
