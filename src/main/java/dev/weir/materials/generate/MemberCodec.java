package dev.weir.materials.generate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Makes a codec of two functions. */
final class MemberCodec {
  private MemberCodec() {}

  /** Writes. */
  interface Writing<N> {
    void write(N member, DataOutputStream out) throws IOException;
  }

  /** Reads. */
  interface Reading<N> {
    N read(DataInputStream in) throws IOException;
  }

  static <N> MemberStore.Codec<N> of(Writing<N> writing, Reading<N> reading) {
    return new MemberStore.Codec<>() {
      @Override
      public void write(N member, DataOutputStream out) throws IOException {
        writing.write(member, out);
      }

      @Override
      public N read(DataInputStream in) throws IOException {
        return reading.read(in);
      }
    };
  }
}
