package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * An {@link ElementSetNetwork} in training. Formulas of a batch are sorted by their number of
 * elements, so that all pairs of elements are dense tensors without padding. Lives in the native
 * scope in which it was built.
 */
final class TorchElementSet implements TrainableNetwork<ElementSetNetwork> {
  /** The tensors of one exchange of messages between the elements. */
  private record Exchange(
      Tensor gain,
      Tensor shift,
      Tensor receiver,
      Tensor bias,
      Tensor sender,
      Tensor out,
      Tensor outBias) {}

  /** One layer of the head. */
  private record Step(Tensor weight, Tensor bias) {}

  /** Formulas of a batch with as many elements, one after the other. */
  private record Group(int firstToken, int formulas, int elements) {}

  private final List<ElementTokens> formulas;
  private final ElementSetNetwork.Shape shape;
  private final Tensor known;
  private final Tensor described;
  private final Tensor own;
  private final Tensor describing;
  private final Tensor amount;
  private final Tensor amountBias;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Tensor gain;
  private final Tensor shift;
  private final List<Step> head = new ArrayList<>();

  /**
   * Creates a network with random weights.
   *
   * @param formulas one for each row
   * @param shape widths and depths
   * @param features standardised features of every element, by atomic number; zeros without any
   * @param known the elements that occur in training
   * @param random of the weights
   */
  TorchElementSet(
      List<ElementTokens> formulas,
      ElementSetNetwork.Shape shape,
      float[][] features,
      List<Element> known,
      RandomGenerator random) {
    this.formulas = formulas;
    this.shape = shape;
    int width = shape.width();
    float[] occurs = new float[Element.LAST + 1];
    known.forEach(element -> occurs[element.atomicNumber()] = 1.0f);
    this.known = Tensor.create(occurs, occurs.length, 1);
    described = TorchTensors.matrix(features);
    own =
        TorchTensors.learned(
            TorchTensors.uniform(random, occurs.length * width, 0.3f), occurs.length, width);
    describing = TorchTensors.weight(random, width, features[0].length);
    amount = TorchTensors.weight(random, width, ElementTokens.AMOUNTS);
    amountBias = TorchTensors.bias(random, width, ElementTokens.AMOUNTS);
    for (int i = 0; i < shape.exchanges(); i++) {
      exchanges.add(
          new Exchange(
              ones(width),
              zeros(width),
              TorchTensors.weight(random, width, width),
              TorchTensors.bias(random, width, width),
              TorchTensors.weight(random, width, width),
              TorchTensors.weight(random, width, width),
              TorchTensors.bias(random, width, width)));
    }
    gain = ones(2 * width);
    shift = zeros(2 * width);
    int from = 2 * width;
    for (int to : shape.headWidths()) {
      head.add(
          new Step(TorchTensors.weight(random, to, from), TorchTensors.bias(random, to, from)));
      from = to;
    }
  }

  private static Tensor ones(int width) {
    return TorchTensors.learned(TorchTensors.filled(width, 1.0f), width);
  }

  private static Tensor zeros(int width) {
    return TorchTensors.learned(TorchTensors.filled(width, 0.0f), width);
  }

  @Override
  public TensorVector parameters() {
    TensorVector parameters = new TensorVector();
    for (Tensor tensor : new Tensor[] {own, describing, amount, amountBias, gain, shift}) {
      parameters.push_back(tensor);
    }
    for (Exchange e : exchanges) {
      for (Tensor tensor :
          new Tensor[] {
            e.gain(), e.shift(), e.receiver(), e.bias(), e.sender(), e.out(), e.outBias()
          }) {
        parameters.push_back(tensor);
      }
    }
    for (Step step : head) {
      parameters.push_back(step.weight());
      parameters.push_back(step.bias());
    }
    return parameters;
  }

  @Override
  public int rows() {
    return formulas.size();
  }

  @Override
  public int[] arrange(int[] rows) {
    return Arrays.stream(rows)
        .boxed()
        .sorted(Comparator.comparingInt(row -> formulas.get(row).size()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public Tensor forward(int[] rows, boolean training) {
    List<Group> groups = groups(rows);
    int tokens = 0;
    for (int row : rows) {
      tokens += formulas.get(row).size();
    }
    long[] elements = new long[tokens];
    float[] fractions = new float[tokens];
    float[] amounts = new float[tokens * ElementTokens.AMOUNTS];
    int at = 0;
    for (int row : rows) {
      ElementTokens formula = formulas.get(row);
      for (int t = 0; t < formula.size(); t++, at++) {
        elements[at] = formula.element(t);
        fractions[at] = formula.fraction(t);
        for (int k = 0; k < ElementTokens.AMOUNTS; k++) {
          amounts[at * ElementTokens.AMOUNTS + k] = formula.amount(t, k);
        }
      }
    }
    Tensor share = Tensor.create(fractions, tokens, 1);
    Tensor table = own.mul(known).add(torch.linear(described, describing));
    Tensor values =
        torch
            .embedding(table, Tensor.create(elements, tokens))
            .add(
                torch.linear(
                    Tensor.create(amounts, tokens, ElementTokens.AMOUNTS),
                    amount,
                    new TensorOptional(amountBias)));
    for (Exchange exchange : exchanges) {
      values = values.add(exchange(exchange, values, share, groups));
    }
    return head(pooled(values, share, groups), training);
  }

  private List<Group> groups(int[] rows) {
    List<Group> groups = new ArrayList<>();
    int token = 0;
    for (int start = 0; start < rows.length; ) {
      int elements = formulas.get(rows[start]).size();
      int end = start;
      while (end < rows.length && formulas.get(rows[end]).size() == elements) {
        end++;
      }
      groups.add(new Group(token, end - start, elements));
      token += (end - start) * elements;
      start = end;
    }
    return groups;
  }

  private Tensor exchange(Exchange e, Tensor values, Tensor share, List<Group> groups) {
    int width = shape.width();
    Tensor normal =
        torch.layer_norm(
            values,
            new long[] {width},
            new TensorOptional(e.gain()),
            new TensorOptional(e.shift()),
            ElementSetNetwork.EPSILON,
            false);
    Tensor receiver = torch.linear(normal, e.receiver(), new TensorOptional(e.bias()));
    Tensor sender = torch.linear(normal, e.sender());
    TensorVector parts = new TensorVector();
    for (Group group : groups) {
      long formulasOfGroup = group.formulas();
      long n = group.elements();
      long count = formulasOfGroup * n;
      Tensor to = receiver.narrow(0, group.firstToken(), count).view(formulasOfGroup, n, 1, width);
      Tensor from = sender.narrow(0, group.firstToken(), count).view(formulasOfGroup, 1, n, width);
      Tensor weights = share.narrow(0, group.firstToken(), count).view(formulasOfGroup, 1, n, 1);
      parts.push_back(to.add(from).relu().mul(weights).sum(2).view(count, width));
    }
    return torch.linear(torch.cat(parts), e.out(), new TensorOptional(e.outBias()));
  }

  /** The mean over the atoms beside the mean over the elements. */
  private Tensor pooled(Tensor values, Tensor share, List<Group> groups) {
    int width = shape.width();
    Tensor weighted = values.mul(share);
    TensorVector parts = new TensorVector();
    for (Group group : groups) {
      long n = group.elements();
      long count = group.formulas() * n;
      Tensor atoms =
          weighted.narrow(0, group.firstToken(), count).view(group.formulas(), n, width).sum(1);
      Tensor each =
          values.narrow(0, group.firstToken(), count).view(group.formulas(), n, width).mean(1);
      TensorVector both = new TensorVector();
      both.push_back(atoms);
      both.push_back(each);
      parts.push_back(torch.cat(both, 1));
    }
    return torch.cat(parts);
  }

  private Tensor head(Tensor pooled, boolean training) {
    Tensor values =
        torch.layer_norm(
            pooled,
            new long[] {2L * shape.width()},
            new TensorOptional(gain),
            new TensorOptional(shift),
            ElementSetNetwork.EPSILON,
            false);
    for (int i = 0; i < head.size(); i++) {
      Step step = head.get(i);
      values = torch.linear(values, step.weight(), new TensorOptional(step.bias()));
      if (i < head.size() - 1) {
        values = torch.dropout(torch.relu(values), TrainingPlan.DROPOUT, training);
      }
    }
    return values;
  }

  @Override
  public ElementSetNetwork export() {
    int width = shape.width();
    Tensor table = own.mul(known).add(torch.linear(described, describing));
    float[] flat = TorchTensors.floats(table, (Element.LAST + 1) * width);
    float[][] elements = new float[Element.LAST + 1][];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    List<ElementSetNetwork.Exchange> layers = new ArrayList<>();
    for (Exchange e : exchanges) {
      layers.add(
          new ElementSetNetwork.Exchange(
              TorchTensors.floats(e.gain(), width),
              TorchTensors.floats(e.shift(), width),
              new DenseNetwork.Layer(
                  TorchTensors.transposed(e.receiver()), TorchTensors.floats(e.bias(), width)),
              new DenseNetwork.Layer(TorchTensors.transposed(e.sender()), new float[width]),
              new DenseNetwork.Layer(
                  TorchTensors.transposed(e.out()), TorchTensors.floats(e.outBias(), width))));
    }
    List<DenseNetwork.Layer> steps = new ArrayList<>();
    for (Step step : head) {
      steps.add(
          new DenseNetwork.Layer(
              TorchTensors.transposed(step.weight()),
              TorchTensors.floats(step.bias(), (int) step.bias().size(0))));
    }
    return new ElementSetNetwork(
        elements,
        new DenseNetwork.Layer(
            TorchTensors.transposed(amount), TorchTensors.floats(amountBias, width)),
        layers,
        TorchTensors.floats(gain, 2 * width),
        TorchTensors.floats(shift, 2 * width),
        new DenseNetwork(steps));
  }
}
