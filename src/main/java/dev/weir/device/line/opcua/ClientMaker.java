package dev.weir.device.line.opcua;

import dev.weir.device.line.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;

/**
 * Makes a client for one server: asks which endpoints it offers, takes the one with the wanted
 * security and no other, and believes its certificate only when it is trusted. Belongs to the
 * thread that opens.
 */
final class ClientMaker {
  private static final int STEP_SECONDS = 8;
  private static final int CONNECT_MILLIS = 4_000;
  private static final int REQUEST_MILLIS = 5_000;
  private static final int SESSION_MILLIS = 60_000;
  private static final int ALIVE_MILLIS = 2_500;
  private static final int MAX_CHUNK = 65_536;
  private static final int MAX_CHUNKS = 64;
  private static final int MAX_MESSAGE = 4 * 1024 * 1024;
  private static final int MAX_DEPTH = 16;

  private final Transport.OpcUa server;
  private final Path certificates;
  private final TrustFolder trust;

  ClientMaker(Transport.OpcUa server, Path certificates) {
    this.server = server;
    this.certificates = certificates;
    this.trust = new TrustFolder(certificates);
  }

  OpcUaClient make()
      throws RefusedServerException,
          IOException,
          UaException,
          ExecutionException,
          TimeoutException,
          InterruptedException {
    EndpointDescription endpoint = endpoint();
    OpcUaClientConfigBuilder config = OpcUaClientConfig.builder();
    if (server.security() == Transport.Security.NONE) {
      config.setApplicationUri("urn:weir:unsecured");
    } else {
      check(endpoint);
      OwnCertificate own = OwnCertificate.in(certificates, "weir");
      config
          .setApplicationUri(own.applicationUri())
          .setKeyPair(own.keys())
          .setCertificate(own.certificate())
          .setCertificateChain(new X509Certificate[] {own.certificate()});
    }
    return OpcUaClient.create(
        config
            .setApplicationName(LocalizedText.english("Weir"))
            .setEndpoint(endpoint)
            .setCertificateValidator(validator())
            .setIdentityProvider(identity())
            .setSessionName(() -> "weir")
            .setRequestTimeout(Unsigned.uint(REQUEST_MILLIS))
            .setSessionTimeout(Unsigned.uint(SESSION_MILLIS))
            .setKeepAliveInterval(Unsigned.uint(ALIVE_MILLIS))
            .setKeepAliveTimeout(Unsigned.uint(REQUEST_MILLIS))
            .setKeepAliveFailuresAllowed(Unsigned.uint(1))
            .setMaxResponseMessageSize(Unsigned.uint(MAX_MESSAGE))
            .setEncodingLimits(new EncodingLimits(MAX_CHUNK, MAX_CHUNKS, MAX_MESSAGE, MAX_DEPTH))
            .build(),
        ClientMaker::limits);
  }

  private static void limits(OpcTcpClientTransportConfigBuilder transport) {
    transport
        .setConnectTimeout(Unsigned.uint(CONNECT_MILLIS))
        .setAcknowledgeTimeout(Unsigned.uint(CONNECT_MILLIS));
  }

  private EndpointDescription endpoint()
      throws RefusedServerException, ExecutionException, TimeoutException, InterruptedException {
    List<EndpointDescription> offered =
        DiscoveryClient.getEndpoints(server.endpoint(), ClientMaker::limits)
            .get(STEP_SECONDS, TimeUnit.SECONDS);
    SecurityPolicy policy = SecurityPolicy.valueOf(server.security().policy());
    MessageSecurityMode mode =
        policy == SecurityPolicy.None
            ? MessageSecurityMode.None
            : MessageSecurityMode.SignAndEncrypt;
    EndpointDescription found =
        offered.stream()
            .filter(endpoint -> policy.getUri().equals(endpoint.getSecurityPolicyUri()))
            .filter(endpoint -> endpoint.getSecurityMode() == mode)
            .max(Comparator.comparingInt(endpoint -> endpoint.getSecurityLevel().intValue()))
            .orElseThrow(
                () ->
                    new RefusedServerException(
                        "%s offers no endpoint with security %s%s; it offers %s"
                            .formatted(
                                server.endpoint(),
                                policy,
                                mode == MessageSecurityMode.None ? "" : ", signed and encrypted",
                                describe(offered))));
    // Servers often name a host that only they know: what was configured is what is meant.
    return EndpointUtil.updateUrl(
        found, EndpointUtil.getHost(server.endpoint()), EndpointUtil.getPort(server.endpoint()));
  }

  private static String describe(List<EndpointDescription> offered) {
    return offered.stream()
        .map(
            endpoint ->
                SecurityPolicy.fromUriSafe(endpoint.getSecurityPolicyUri())
                        .map(Enum::name)
                        .orElse("an unknown policy")
                    + " "
                    + endpoint.getSecurityMode())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private void check(EndpointDescription endpoint) throws RefusedServerException, IOException {
    ByteString bytes = endpoint.getServerCertificate();
    if (bytes == null || bytes.isNullOrEmpty()) {
      throw new RefusedServerException("the server shows no certificate");
    }
    X509Certificate certificate;
    try {
      certificate = OwnCertificate.parse(bytes.bytesOrEmpty());
    } catch (GeneralSecurityException e) {
      throw new RefusedServerException(
          "the server's certificate cannot be read: " + e.getMessage());
    }
    Optional<String> refusal = trust.refusal(certificate);
    if (refusal.isPresent()) {
      throw new RefusedServerException(refusal.get());
    }
  }

  /** The same judgement again, on the certificate that the channel really uses. */
  private CertificateValidator validator() {
    return (chain, _, _) -> {
      try {
        Optional<String> refusal = trust.refusal(chain.getFirst());
        if (refusal.isPresent()) {
          throw new UaException(StatusCodes.Bad_CertificateUntrusted, refusal.get());
        }
      } catch (IOException e) {
        throw new UaException(StatusCodes.Bad_CertificateInvalid, e);
      }
    };
  }

  private IdentityProvider identity() throws IOException {
    if (server.login().isEmpty()) {
      return new AnonymousProvider();
    }
    Transport.Login login = server.login().get();
    List<String> lines = Files.readAllLines(login.passwordFile(), StandardCharsets.UTF_8);
    if (lines.isEmpty() || lines.getFirst().isEmpty()) {
      throw new IOException(login.passwordFile() + ": its first line must be the password");
    }
    return new UsernameProvider(login.user(), lines.getFirst(), validator());
  }

  /** Tells whether a failure means that the server does not trust us. */
  static boolean isAboutUs(Throwable failure) {
    return failure instanceof UaException refused
        && (refused.getStatusCode().value() == StatusCodes.Bad_SecurityChecksFailed
            || refused.getStatusCode().value() == StatusCodes.Bad_CertificateUntrusted
            || refused.getStatusCode().value() == StatusCodes.Bad_CertificateUriInvalid
            || refused.getStatusCode().value() == StatusCodes.Bad_CertificateInvalid);
  }

  /** Returns a failure in one line. */
  static String explain(Throwable failure, String endpoint) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          explain(wrapped.getCause(), endpoint);
      case UaException refused -> {
        String text = String.valueOf(refused.getMessage());
        String name = Contents.name(refused.getStatusCode());
        yield text.contains(name) ? endpoint + ": " + text : endpoint + ": " + name + ", " + text;
      }
      case ConnectException e -> "cannot reach " + endpoint + ": " + e.getMessage();
      case UnknownHostException e -> "cannot reach " + endpoint + ": no such host";
      case Throwable e -> endpoint + ": " + e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }
}
