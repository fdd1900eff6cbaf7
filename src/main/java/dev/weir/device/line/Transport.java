package dev.weir.device.line;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a line reaches its devices. */
public sealed interface Transport {
  /**
   * A serial port or pty.
   *
   * @param path device file or port name
   * @param baud bits per second
   * @param dataBits 7 or 8
   * @param parity none, even or odd
   * @param stopBits 1 or 2
   * @param flow how the receiver holds the sender up
   */
  record Serial(String path, int baud, int dataBits, Parity parity, int stopBits, FlowControl flow)
      implements Transport {
    /** A serial port without flow control. */
    public Serial(String path, int baud, int dataBits, Parity parity, int stopBits) {
      this(path, baud, dataBits, parity, stopBits, FlowControl.NONE);
    }
  }

  /** How the receiver of a serial line holds the sender up. */
  enum FlowControl {
    /** Not at all. */
    NONE,
    /** By the bytes XON (11 hex) and XOFF (13 hex), both ways. */
    XON_XOFF,
    /** By the wires RTS and CTS. */
    RTS_CTS
  }

  /** Parity of a serial line. */
  enum Parity {
    /** No parity bit. */
    NONE,
    /** Even parity. */
    EVEN,
    /** Odd parity. */
    ODD
  }

  /**
   * A TCP connection.
   *
   * @param host name or address
   * @param port from 1 to 65535
   */
  record Tcp(String host, int port) implements Transport {}

  /**
   * A watched folder, in which requests are left and results are found.
   *
   * @param root the folder
   */
  record Folder(Path root) implements Transport {}

  /**
   * A session with an OPC UA server.
   *
   * @param endpoint where the server listens, {@code opc.tcp://HOST:PORT/PATH}
   * @param security how the session is secured
   * @param certificates the folder of our own certificate and of those that are trusted; empty for
   *     the program's own
   * @param login as whom; empty for nobody in particular
   */
  record OpcUa(
      String endpoint, Security security, Optional<Path> certificates, Optional<Login> login)
      implements Transport {
    private static final Pattern FORM =
        Pattern.compile("opc\\.tcp://[^\\s:/]+(:\\d{1,5})?(/\\S*)?");

    /** Rejects what is no endpoint, and a password that would travel in the clear. */
    public OpcUa {
      if (!FORM.matcher(endpoint).matches()) {
        throw new IllegalArgumentException(
            "'" + endpoint + "' is not like 'opc.tcp://192.168.0.20:4840/path'");
      }
      if (security == Security.NONE && login.isPresent()) {
        throw new IllegalArgumentException(
            "a password would travel in the clear: a user needs a security other than none");
      }
    }
  }

  /**
   * A user of an OPC UA server.
   *
   * @param user the name
   * @param passwordFile the file whose first line is the password; read at every opening
   */
  record Login(String user, Path passwordFile) {}

  /** How an OPC UA session is secured; what is older than these policies is refused. */
  enum Security {
    /** Signed and encrypted with the policy Basic256Sha256. */
    BASIC256SHA256("Basic256Sha256"),
    /** Signed and encrypted with the policy Aes128_Sha256_RsaOaep. */
    AES128_SHA256_RSAOAEP("Aes128_Sha256_RsaOaep"),
    /** Signed and encrypted with the policy Aes256_Sha256_RsaPss. */
    AES256_SHA256_RSAPSS("Aes256_Sha256_RsaPss"),
    /** Neither signed nor encrypted: anyone on the network may read and change everything. */
    NONE("None");

    private final String policy;

    Security(String policy) {
      this.policy = policy;
    }

    /** Returns the name of the policy in the OPC UA specification (OPC 10000-7). */
    public String policy() {
      return policy;
    }
  }
}
