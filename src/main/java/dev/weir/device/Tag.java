package dev.weir.device;

/**
 * Which value of which device.
 *
 * @param device the device
 * @param capability the value, one of those its profile declares
 */
public record Tag(DeviceName device, Capability capability) implements Comparable<Tag> {
  @Override
  public int compareTo(Tag other) {
    int byDevice = device.compareTo(other.device);
    return byDevice != 0 ? byDevice : capability.compareTo(other.capability);
  }

  @Override
  public String toString() {
    return device + "/" + capability.word();
  }
}
