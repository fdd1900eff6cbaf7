package dev.weir.reactor;

import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.flow.FeedName;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The latest readings of all devices. A value that is bad or past its expiry is empty here, never
 * an old number.
 */
public interface ProcessValues {
  /** Returns the fresh temperature of the reactor. */
  Optional<Temperature> reactorTemperature();

  /** Returns the fresh pressure at the reactor's inlet. */
  Optional<Pressure> pressure();

  /**
   * Returns the fresh actual flow of a feed; echoed or commanded where the pump does not measure
   * it.
   */
  Optional<FlowRate> flow(FeedName feed);

  /** Returns every tag with its last reading and quality. */
  SortedMap<Tag, Observed> all();

  /**
   * A tag's last reading.
   *
   * @param reading the value or the reason why there is none
   * @param quality its worth as of now
   */
  record Observed(Reading reading, Quality quality) {}
}
