package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained network that reads a formula as a set of elements, evaluated in plain Java. Immutable.
 *
 * <p>Each element starts as a learned vector for its kind plus one for its amount. Several times,
 * every element then hears from every element of the formula, itself among them: a message is the
 * rectified sum of a linear map of the receiver and one of the sender, and messages are weighed by
 * the sender's atomic fraction. The mean over the atoms and the mean over the elements at last pass
 * a small dense network. Formulas as weighted sets whose elements exchange messages are the idea of
 * Roost (Goodall and Lee, Nat. Commun. 11 (2020) 6280); the additive message in place of a softmax
 * attention is this project's.
 */
final class ElementSetNetwork {
  static final double EPSILON = 1e-5;
  private static final int MOST_EXCHANGES = 20;
  private static final int WIDEST = 10_000;

  /**
   * How wide and deep a network is.
   *
   * @param width of the vector of an element
   * @param exchanges how often the elements hear from each other
   * @param headWidths widths of the layers at the end; the last is 1
   */
  record Shape(int width, int exchanges, List<Integer> headWidths) {
    static final Shape DEFAULT = new Shape(128, 3, List.of(256, 128, 1));

    Shape {
      headWidths = List.copyOf(headWidths);
    }
  }

  /** One exchange of messages. */
  static final class Exchange {
    private final float[] gain;
    private final float[] shift;
    private final DenseNetwork.Layer receiver;
    private final DenseNetwork.Layer sender;
    private final DenseNetwork.Layer out;

    Exchange(
        float[] gain,
        float[] shift,
        DenseNetwork.Layer receiver,
        DenseNetwork.Layer sender,
        DenseNetwork.Layer out) {
      this.gain = gain;
      this.shift = shift;
      this.receiver = receiver;
      this.sender = sender;
      this.out = out;
    }
  }

  private final float[][] elements;
  private final DenseNetwork.Layer amount;
  private final List<Exchange> exchanges;
  private final float[] gain;
  private final float[] shift;
  private final DenseNetwork head;

  ElementSetNetwork(
      float[][] elements,
      DenseNetwork.Layer amount,
      List<Exchange> exchanges,
      float[] gain,
      float[] shift,
      DenseNetwork head) {
    this.elements = elements;
    this.amount = amount;
    this.exchanges = List.copyOf(exchanges);
    this.gain = gain;
    this.shift = shift;
    this.head = head;
  }

  /** Returns the output for a formula. */
  float evaluate(ElementTokens formula) {
    int n = formula.size();
    int width = elements[0].length;
    float[][] values = new float[n][];
    float[] amounts = new float[ElementTokens.AMOUNTS];
    for (int t = 0; t < n; t++) {
      for (int k = 0; k < amounts.length; k++) {
        amounts[k] = formula.amount(t, k);
      }
      values[t] = amount.apply(amounts);
      add(values[t], elements[formula.element(t)], 1.0f);
    }
    for (Exchange exchange : exchanges) {
      exchange(exchange, formula, values);
    }
    float[] pooled = new float[2 * width];
    for (int t = 0; t < n; t++) {
      for (int j = 0; j < width; j++) {
        pooled[j] += formula.fraction(t) * values[t][j];
        pooled[width + j] += values[t][j] / n;
      }
    }
    return head.evaluate(normalised(pooled, gain, shift))[0];
  }

  private static void exchange(Exchange exchange, ElementTokens formula, float[][] values) {
    int n = values.length;
    float[][] receivers = new float[n][];
    float[][] senders = new float[n][];
    for (int t = 0; t < n; t++) {
      float[] normal = normalised(values[t], exchange.gain, exchange.shift);
      receivers[t] = exchange.receiver.apply(normal);
      senders[t] = exchange.sender.apply(normal);
    }
    float[] heard = new float[values[0].length];
    for (int to = 0; to < n; to++) {
      java.util.Arrays.fill(heard, 0.0f);
      for (int from = 0; from < n; from++) {
        hear(heard, receivers[to], senders[from], formula.fraction(from));
      }
      add(values[to], exchange.out.apply(heard), 1.0f);
    }
  }

  private static void hear(float[] heard, float[] receiver, float[] sender, float weight) {
    for (int j = 0; j < heard.length; j++) {
      heard[j] += weight * Math.max(0.0f, receiver[j] + sender[j]);
    }
  }

  private static void add(float[] sum, float[] addend, float weight) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += weight * addend[j];
    }
  }

  private static float[] normalised(float[] values, float[] gain, float[] shift) {
    double mean = 0.0;
    for (float value : values) {
      mean += value;
    }
    mean /= values.length;
    double squares = 0.0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    double root = Math.sqrt(squares / values.length + EPSILON);
    float[] normal = new float[values.length];
    for (int j = 0; j < normal.length; j++) {
      normal[j] = (float) ((values[j] - mean) / root) * gain[j] + shift[j];
    }
    return normal;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(elements[0].length);
    for (float[] element : elements) {
      DenseNetwork.writeFloats(out, element);
    }
    amount.write(out);
    out.writeInt(exchanges.size());
    for (Exchange exchange : exchanges) {
      DenseNetwork.writeFloats(out, exchange.gain);
      DenseNetwork.writeFloats(out, exchange.shift);
      exchange.receiver.write(out);
      exchange.sender.write(out);
      exchange.out.write(out);
    }
    DenseNetwork.writeFloats(out, gain);
    DenseNetwork.writeFloats(out, shift);
    head.write(out);
  }

  static ElementSetNetwork read(DataInput in) throws IOException {
    int width = DenseNetwork.bounded(in.readInt(), WIDEST, "numbers for an element");
    float[][] elements = new float[Element.LAST + 1][];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = DenseNetwork.readFloats(in, width);
    }
    DenseNetwork.Layer amount = DenseNetwork.Layer.read(in);
    int count = DenseNetwork.bounded(in.readInt(), MOST_EXCHANGES, "exchanges");
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      exchanges.add(
          new Exchange(
              DenseNetwork.readFloats(in, width),
              DenseNetwork.readFloats(in, width),
              DenseNetwork.Layer.read(in),
              DenseNetwork.Layer.read(in),
              DenseNetwork.Layer.read(in)));
    }
    return new ElementSetNetwork(
        elements,
        amount,
        exchanges,
        DenseNetwork.readFloats(in, 2 * width),
        DenseNetwork.readFloats(in, 2 * width),
        DenseNetwork.read(in));
  }
}
