package dev.weir.simulator.opcua;

import dev.weir.device.line.opcua.OwnCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.security.CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * A simulated device as an OPC UA server on the loopback address, by Eclipse Milo. As a stand-in
 * for a device it lets every client in; it offers the same policies as the client knows, and no
 * security only when it is told to. Started and stopped by one thread.
 */
public final class OpcUaStand implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int STEP_SECONDS = 20;
  private static final int MAX_CHUNK = 65_536;
  private static final int MAX_CHUNKS = 32;
  private static final int MAX_MESSAGE = 2 * 1024 * 1024;
  private static final int MAX_DEPTH = 16;

  private final NodeWorld world;
  private final Object lock = new Object();
  private final OwnCertificate own;
  private final OpcUaServer server;
  private final NodeNamespace namespace;
  private final String endpoint;

  /**
   * Starts to serve.
   *
   * @param world the device
   * @param port where to listen, on the loopback address
   * @param path behind the port in the endpoint's address, with a slash in front
   * @param certificates the folder of the server's own certificate
   * @param unsecured whether sessions without security are offered, too
   * @throws IOException when it cannot be started; the message says why
   */
  public OpcUaStand(NodeWorld world, int port, String path, Path certificates, boolean unsecured)
      throws IOException {
    this.world = world;
    this.own = OwnCertificate.in(certificates, "weir-device-sim");
    this.endpoint = "opc.tcp://%s:%d%s".formatted(LOOPBACK, port, path);
    this.server =
        new OpcUaServer(
            config(port, path, unsecured),
            _ -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder().build()));
    this.namespace = new NodeNamespace(server, world, lock);
    namespace.startup();
    try {
      server.startup().get(STEP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      close();
      throw new IOException("cannot serve %s: %s".formatted(endpoint, e.getCause()), e);
    } catch (TimeoutException e) {
      close();
      throw new IOException("cannot serve %s in time".formatted(endpoint), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted", e);
    }
    if (server.getBoundEndpoints().isEmpty()) {
      close();
      throw new IOException("cannot listen on %s:%d".formatted(LOOPBACK, port));
    }
  }

  private OpcUaServerConfig config(int port, String path, boolean unsecured) throws IOException {
    return OpcUaServerConfig.builder()
        .setApplicationName(LocalizedText.english("Weir device simulator"))
        .setApplicationUri(own.applicationUri())
        .setProductUri("urn:weir:device-sim")
        .setBuildInfo(
            new BuildInfo("urn:weir:device-sim", "Weir", "device-sim", "1", "1", DateTime.now()))
        .setCertificateManager(certificateManager())
        .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
        .setEncodingLimits(new EncodingLimits(MAX_CHUNK, MAX_CHUNKS, MAX_MESSAGE, MAX_DEPTH))
        .setLimits(limits())
        .setEndpoints(endpoints(port, path, unsecured))
        .build();
  }

  private static OpcUaServerConfigLimits limits() {
    return new OpcUaServerConfigLimits() {
      @Override
      public UInteger getMaxSessions() {
        return Unsigned.uint(32);
      }

      @Override
      public Double getMinPublishingInterval() {
        return 20.0;
      }

      @Override
      public Double getMinSupportedSampleRate() {
        return 10.0;
      }
    };
  }

  private DefaultCertificateManager certificateManager() throws IOException {
    MemoryTrustListManager anyone = new MemoryTrustListManager();
    try {
      return new DefaultCertificateManager(
          new MemoryCertificateQuarantine(),
          DefaultApplicationGroup.createAndInitialize(
              anyone, new MemoryCertificateStore(), factory(), (_, _, _) -> {}));
    } catch (Exception e) {
      // The group declares every exception there is.
      throw new IOException("the server's certificate cannot be used: " + e.getMessage(), e);
    }
  }

  private CertificateFactory factory() {
    return new RsaSha256CertificateFactory() {
      @Override
      protected KeyPair createRsaSha256KeyPair() {
        return own.keys();
      }

      @Override
      protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keys) {
        return new X509Certificate[] {own.certificate()};
      }
    };
  }

  private Set<EndpointConfig> endpoints(int port, String path, boolean unsecured) {
    Set<EndpointConfig> endpoints = new LinkedHashSet<>();
    for (SecurityPolicy policy :
        List.of(
            SecurityPolicy.Basic256Sha256,
            SecurityPolicy.Aes128_Sha256_RsaOaep,
            SecurityPolicy.Aes256_Sha256_RsaPss)) {
      endpoints.add(
          endpoint(port, path)
              .setSecurityPolicy(policy)
              .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
              .build());
    }
    EndpointConfig.Builder open =
        endpoint(port, unsecured ? path : path + "/discovery")
            .setSecurityPolicy(SecurityPolicy.None)
            .setSecurityMode(MessageSecurityMode.None);
    endpoints.add(open.build());
    return endpoints;
  }

  private EndpointConfig.Builder endpoint(int port, String path) {
    return EndpointConfig.newBuilder()
        .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
        .setBindAddress(LOOPBACK)
        .setBindPort(port)
        .setHostname(LOOPBACK)
        .setPath(path)
        .setCertificate(own.certificate())
        .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS);
  }

  /** Returns where it listens. */
  public String endpoint() {
    return endpoint;
  }

  /** Returns the SHA-256 of its certificate, in hex. */
  public String thumbprint() {
    return own.thumbprint();
  }

  /** Returns how many sessions there are. */
  public int sessions() {
    return server.getSessionManager().getAllSessions().size();
  }

  /** Lets time pass for the device and shows what has changed. */
  public void step(Instant now) {
    synchronized (lock) {
      world.step(now);
    }
    namespace.publish();
  }

  /** Sets what is wrong with the device from now on. */
  public void trouble(NodeTrouble trouble) {
    synchronized (lock) {
      world.trouble(trouble);
    }
    namespace.publish();
  }

  /** Ends every session. */
  public void endSessions() {
    for (Session session : server.getSessionManager().getAllSessions()) {
      server.getSessionManager().killSession(session.getSessionId(), true);
    }
  }

  @Override
  public void close() {
    try {
      server.shutdown().get(STEP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the server on " + endpoint + " does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    namespace.shutdown();
  }
}
