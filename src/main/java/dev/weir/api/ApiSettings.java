package dev.weir.api;

import java.util.Set;

/**
 * Where the interface listens.
 *
 * @param host a loopback address in digits: {@code 127.0.0.1} or {@code ::1}
 * @param port from 0 to 65535; 0 takes any free port
 */
public record ApiSettings(String host, int port) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1");

  /** The address and port of the defaults: 127.0.0.1, 8080. */
  public static final ApiSettings DEFAULT = new ApiSettings("127.0.0.1", 8080);

  /** Rejects addresses other than the machine's own: there is no encryption on this interface. */
  public ApiSettings {
    if (!LOOPBACK.contains(host)) {
      throw new IllegalArgumentException(
          "the interface listens on 127.0.0.1 or ::1 only, was '" + host + "'");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, was " + port);
    }
  }

  /** Returns the host as it is written in an address: IPv6 in brackets. */
  String hostInAddress() {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
