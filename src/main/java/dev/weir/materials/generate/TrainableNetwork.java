package dev.weir.materials.generate;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * A network whose weights are tensors that {@link TorchTraining} moves.
 *
 * @param <N> the network in plain Java that comes out of the training
 */
interface TrainableNetwork<N> {
  /** Returns the tensors that the optimiser moves. */
  TensorVector parameters();

  /** Returns how many rows there are, those to learn from first, then those that validate. */
  int rows();

  /** Returns the rows in the order in which {@link #forward} answers; may sort in place. */
  int[] arrange(int[] rows);

  /**
   * Returns one output for each row.
   *
   * @param rows as {@link #arrange} returned them
   * @param training whether dropout and the statistics of the batch are used
   */
  Tensor forward(int[] rows, boolean training);

  /** Copies the weights out. */
  N export();
}
