package dev.weir.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A document is wrong; its message has one line for each fault. */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** Creates one from its faults; none when they were told elsewhere. */
  public YamlException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** Returns the faults in the order of the document. */
  public List<Fault> faults() {
    return faults;
  }
}
