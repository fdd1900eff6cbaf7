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

  /** Room for the numbers of one evaluation at a time. Owned by one thread. */
  static final class Room {
    private final float[][] values;
    private final float[][] receivers;
    private final float[][] senders;
    private final float[] amounts = new float[ElementTokens.AMOUNTS];
    private final float[] normal;
    private final float[] heard;
    private final float[] answer;
    private final float[] pooled;
    private final float[] normalPooled;

    private Room(int elements, int width) {
      values = new float[elements][width];
      receivers = new float[elements][width];
      senders = new float[elements][width];
      normal = new float[width];
      heard = new float[width];
      answer = new float[width];
      pooled = new float[2 * width];
      normalPooled = new float[2 * width];
    }
  }

  /** Returns room for formulas of at most so many elements. */
  Room room(int mostElements) {
    return new Room(mostElements, elements[0].length);
  }

  /** Returns the output for a formula. */
  float evaluate(ElementTokens formula) {
    return evaluate(formula, room(formula.size()));
  }

  /** Returns the output for a formula. */
  float evaluate(ElementTokens formula, Room room) {
    int n = formula.size();
    int width = elements[0].length;
    for (int t = 0; t < n; t++) {
      for (int k = 0; k < room.amounts.length; k++) {
        room.amounts[k] = formula.amount(t, k);
      }
      amount.apply(room.amounts, room.values[t]);
      add(room.values[t], elements[formula.element(t)], 1.0f);
    }
    for (Exchange exchange : exchanges) {
      exchange(exchange, formula, room);
    }
    java.util.Arrays.fill(room.pooled, 0.0f);
    for (int t = 0; t < n; t++) {
      pool(room.values[t], formula.fraction(t), 1.0f / n, room.pooled, width);
    }
    normalise(room.pooled, gain, shift, room.normalPooled);
    return head.evaluate(room.normalPooled)[0];
  }

  private static void pool(float[] values, float fraction, float share, float[] pooled, int width) {
    for (int j = 0; j < width; j++) {
      pooled[j] += fraction * values[j];
    }
    for (int j = 0; j < width; j++) {
      pooled[width + j] += share * values[j];
    }
  }

  private static void exchange(Exchange exchange, ElementTokens formula, Room room) {
    int n = formula.size();
    for (int t = 0; t < n; t++) {
      normalise(room.values[t], exchange.gain, exchange.shift, room.normal);
      exchange.receiver.apply(room.normal, room.receivers[t]);
      exchange.sender.apply(room.normal, room.senders[t]);
    }
    for (int to = 0; to < n; to++) {
      java.util.Arrays.fill(room.heard, 0.0f);
      for (int from = 0; from < n; from++) {
        hear(room.heard, room.receivers[to], room.senders[from], formula.fraction(from));
      }
      exchange.out.apply(room.heard, room.answer);
      add(room.values[to], room.answer, 1.0f);
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

  private static void normalise(float[] values, float[] gain, float[] shift, float[] normal) {
    double mean = 0.0;
    for (float value : values) {
      mean += value;
    }
    mean /= values.length;
    double squares = 0.0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    float root = (float) (1.0 / Math.sqrt(squares / values.length + EPSILON));
    float middle = (float) mean;
    for (int j = 0; j < normal.length; j++) {
      normal[j] = (values[j] - middle) * root * gain[j] + shift[j];
    }
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
