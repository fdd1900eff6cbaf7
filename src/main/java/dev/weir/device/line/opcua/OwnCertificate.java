package dev.weir.device.line.opcua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Period;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;

/**
 * Who we are to OPC UA servers: a key and a certificate that are made when they are first needed
 * and then stay the same, in {@code own/} of the folder of certificates.
 *
 * @param keys the key pair, RSA of 2048 bit
 * @param certificate signed by itself
 * @param applicationUri the name of this installation, which the certificate carries
 */
public record OwnCertificate(KeyPair keys, X509Certificate certificate, String applicationUri) {
  static final String FOLDER = "own";
  static final String CERTIFICATE = "certificate.der";
  static final String KEY = "key.pem";

  private static final int KEY_BITS = 2048;
  private static final Period VALID_FOR = Period.ofYears(10);
  private static final int URI_NAME = 6;
  private static final String PEM_HEAD = "-----BEGIN PRIVATE KEY-----";
  private static final String PEM_FOOT = "-----END PRIVATE KEY-----";

  /**
   * Reads the certificate of a folder, or makes it.
   *
   * @param certificates the folder of certificates
   * @param application what the certificate says that we are, when it is made
   * @throws IOException when it can neither be read nor made; the message names the file
   */
  public static OwnCertificate in(Path certificates, String application) throws IOException {
    Path folder = certificates.resolve(FOLDER);
    try {
      if (!Files.exists(folder.resolve(KEY)) && !Files.exists(folder.resolve(CERTIFICATE))) {
        make(folder, application);
      }
      return read(folder);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "%s: our OPC UA certificate cannot be used: %s; take %s and %s away together and new ones are made"
              .formatted(folder, e.getMessage(), KEY, CERTIFICATE),
          e);
    }
  }

  private static OwnCertificate read(Path folder) throws IOException, GeneralSecurityException {
    String pem = Files.readString(folder.resolve(KEY), StandardCharsets.US_ASCII);
    byte[] key =
        Base64.getMimeDecoder().decode(pem.replace(PEM_HEAD, "").replace(PEM_FOOT, "").strip());
    PrivateKey secret = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
    X509Certificate certificate = parse(Files.readAllBytes(folder.resolve(CERTIFICATE)));
    return new OwnCertificate(
        new KeyPair(certificate.getPublicKey(), secret), certificate, uri(certificate));
  }

  static X509Certificate parse(byte[] bytes) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  private static String uri(X509Certificate certificate) throws GeneralSecurityException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names != null) {
      for (List<?> name : names) {
        if (name.get(0) instanceof Integer kind && kind == URI_NAME) {
          return String.valueOf(name.get(1));
        }
      }
    }
    throw new GeneralSecurityException("the certificate carries no application URI");
  }

  private static void make(Path folder, String application)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    KeyPair keys = generator.generateKeyPair();
    String host = host();
    X509Certificate certificate = sign(keys, application, host);
    String pem =
        PEM_HEAD
            + "\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded())
            + "\n"
            + PEM_FOOT
            + "\n";
    write(folder.resolve(CERTIFICATE), certificate.getEncoded(), "rw-r--r--");
    write(folder.resolve(KEY), pem.getBytes(StandardCharsets.US_ASCII), "rw-------");
  }

  /** Returns the SHA-256 of the certificate, in hex. */
  public String thumbprint() {
    return TrustFolder.thumbprint(certificate);
  }

  private static X509Certificate sign(KeyPair keys, String application, String host)
      throws GeneralSecurityException {
    try {
      return new SelfSignedCertificateBuilder(keys)
          .setCommonName(application + " on " + host)
          .setOrganization("Weir")
          .setApplicationUri("urn:" + application + ":" + host)
          .addDnsName(host)
          .setValidityPeriod(VALID_FOR)
          .build();
    } catch (GeneralSecurityException e) {
      throw e;
    } catch (Exception e) {
      // The builder declares every exception there is.
      throw new GeneralSecurityException("it cannot be made: " + e.getMessage(), e);
    }
  }

  private static String host() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
    return name.replaceAll("[^A-Za-z0-9.-]", "-");
  }

  /** Writes a file that is whole or not there at all. */
  private static void write(Path file, byte[] bytes, String permissions) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    }
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
