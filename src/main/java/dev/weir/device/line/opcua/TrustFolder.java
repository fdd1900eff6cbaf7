package dev.weir.device.line.opcua;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom we trust: a server is believed only when its very certificate lies in {@code trusted/}. No
 * authority is followed and none is needed; a certificate that is renewed must be trusted anew. One
 * that is refused is left in {@code rejected/} for the user to look at and move.
 */
final class TrustFolder {
  static final String TRUSTED = "trusted";
  static final String REJECTED = "rejected";

  /** Most files that are looked at or left. */
  static final int FILES_AT_MOST = 100;

  /** Largest file that is looked at, in bytes. */
  static final int BYTES_AT_MOST = 16_384;

  private static final int THUMBPRINT_IN_NAME = 16;

  private final Path folder;

  TrustFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Judges a server's certificate.
   *
   * @return why it is refused, in one line that says what to do; empty when it is trusted
   * @throws IOException when the folder cannot be read or written
   */
  Optional<String> refusal(X509Certificate certificate) throws IOException {
    String thumbprint = thumbprint(certificate);
    Files.createDirectories(folder.resolve(TRUSTED));
    Files.createDirectories(folder.resolve(REJECTED));
    if (!isTrusted(certificate)) {
      return Optional.of(
          "the server's certificate is not trusted: '%s', thumbprint (SHA-256) %s; %s"
              .formatted(
                  certificate.getSubjectX500Principal().getName(),
                  thumbprint,
                  advice(certificate, thumbprint)));
    }
    try {
      certificate.checkValidity();
      return Optional.empty();
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return Optional.of(
          "the server's certificate, thumbprint (SHA-256) %s, is valid from %s to %s and not now: renew it at the server"
              .formatted(
                  thumbprint,
                  certificate.getNotBefore().toInstant(),
                  certificate.getNotAfter().toInstant()));
    }
  }

  private boolean isTrusted(X509Certificate certificate) throws IOException {
    for (Path file : files(TRUSTED)) {
      if (Files.size(file) <= BYTES_AT_MOST && holds(file, certificate)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a file, DER or PEM, is this certificate; any other file is passed over. */
  private static boolean holds(Path file, X509Certificate certificate) throws IOException {
    try {
      return Arrays.equals(
          OwnCertificate.parse(Files.readAllBytes(file)).getEncoded(), certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private List<Path> files(String sub) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(sub))) {
      return files.filter(Files::isRegularFile).sorted().limit(FILES_AT_MOST).toList();
    }
  }

  private String advice(X509Certificate certificate, String thumbprint) throws IOException {
    Path file =
        folder.resolve(REJECTED).resolve(thumbprint.substring(0, THUMBPRINT_IN_NAME) + ".der");
    Path trusted = folder.resolve(TRUSTED);
    if (!Files.exists(file)) {
      if (files(REJECTED).size() >= FILES_AT_MOST) {
        return "%s is full and it is not kept; clear that folder".formatted(file.getParent());
      }
      try {
        Files.write(file, certificate.getEncoded());
      } catch (CertificateEncodingException e) {
        return "it cannot be written: " + e.getMessage();
      }
    }
    return "if it is the right server, move %s to %s".formatted(file, trusted);
  }

  /** Returns the SHA-256 of a certificate, in hex. */
  static String thumbprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
