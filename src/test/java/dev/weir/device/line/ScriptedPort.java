package dev.weir.device.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The far end of a line in memory: it answers at once by a rule, or sends what the test says when
 * it says so.
 */
final class ScriptedPort implements Port {
  private final Deque<Byte> toRead = new ArrayDeque<>();
  private final List<String> written = new ArrayList<>();
  private UnaryOperator<String> rule = request -> "";
  private int refusals;
  private int opens;
  private boolean open;
  private boolean broken;

  /** Answers each request at once; an empty text is no answer. */
  void answersBy(UnaryOperator<String> newRule) {
    this.rule = newRule;
  }

  /** Lets bytes arrive now. */
  void sends(String text) {
    for (byte next : Bytes.ofText(text).toArray()) {
      toRead.add(next);
    }
  }

  /** Refuses so many attempts to open it. */
  void refusesToOpen(int times) {
    refusals = times;
  }

  /** Fails at the next read or write. */
  void breaks() {
    broken = true;
  }

  /** Returns the requests written since the last call. */
  List<String> written() {
    List<String> taken = List.copyOf(written);
    written.clear();
    return taken;
  }

  int timesOpened() {
    return opens;
  }

  @Override
  public void open() throws IOException {
    opens++;
    if (refusals > 0) {
      refusals--;
      throw new IOException("scripted: connection refused");
    }
    open = true;
    broken = false;
    toRead.clear();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    checkBroken();
    int count = 0;
    while (into.hasRemaining() && !toRead.isEmpty()) {
      into.put(toRead.remove());
      count++;
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    checkBroken();
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    String request = Bytes.of(content).toText();
    written.add(request);
    sends(rule.apply(request));
  }

  private void checkBroken() throws IOException {
    if (broken || !open) {
      throw new IOException("scripted: cable pulled");
    }
  }

  @Override
  public void close() {
    open = false;
  }
}
