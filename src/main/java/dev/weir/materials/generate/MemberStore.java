package dev.weir.materials.generate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Where the finished members of an ensemble are kept while the others are still in training, so
 * that a training that was broken off goes on where it stopped.
 */
public interface MemberStore {
  /** Keeps nothing: every member is trained. */
  MemberStore NONE =
      new MemberStore() {
        @Override
        public <N> N keep(String name, Codec<N> codec, Supplier<N> training) {
          return training.get();
        }
      };

  /**
   * How a member becomes bytes and back.
   *
   * @param <N> what sort of member
   */
  interface Codec<N> {
    /** Writes a member. */
    void write(N member, DataOutputStream out) throws IOException;

    /** Reads it back. */
    N read(DataInputStream in) throws IOException;
  }

  /**
   * Returns the member of a name: the kept one, else the one that the training makes, which is then
   * kept.
   *
   * @throws java.io.UncheckedIOException when it cannot be kept
   */
  <N> N keep(String name, Codec<N> codec, Supplier<N> training);
}
