package dev.weir.device.line.node;

import java.util.regex.Pattern;

/**
 * The name of a node of an OPC UA server (OPC 10000-6, 5.3.1.10), for example {@code
 * ns=2;s=Local.iCIR.Probe1.SampleCount} or, independent of the order of namespaces, {@code
 * nsu=urn:maker:device;i=1001}.
 *
 * @param text the name; numeric ({@code i=}) or textual ({@code s=}) identifiers only, at most 400
 *     characters
 */
public record NodeName(String text) implements Comparable<NodeName> {
  private static final int LONGEST = 400;
  private static final Pattern FORM =
      Pattern.compile("((ns=\\d{1,5}|nsu=[^;\\p{Cntrl}]+);)?(i=\\d{1,10}|s=[^\\p{Cntrl}]+)");

  // Below the pattern, because it is held against it.
  /** What the server's own clock shows: Server_ServerStatus_CurrentTime. */
  public static final NodeName CURRENT_TIME = new NodeName("i=2258");

  /** Rejects any other form. */
  public NodeName {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a node; write it like 'ns=2;s=Reactor.Temperature' or 'nsu=urn:maker;i=1001'"
              .formatted(text));
    }
  }

  @Override
  public int compareTo(NodeName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
