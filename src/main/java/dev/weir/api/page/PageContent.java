package dev.weir.api.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** One file of the page, read once from the program's resources. Immutable; any thread. */
final class PageContent {
  private final byte[] bytes;
  private final String mediaType;
  private final String tag;

  private PageContent(byte[] bytes, String mediaType) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.tag = '"' + sha256(bytes).substring(0, 16) + '"';
  }

  /**
   * Reads a file.
   *
   * @param resource as in {@code /page/weir.js}
   * @throws IllegalStateException when it is missing, or of no kind that the page may have
   */
  static PageContent read(String resource) {
    try (InputStream stream = PageContent.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the program");
      }
      return new PageContent(stream.readAllBytes(), mediaType(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mediaType(String resource) {
    return switch (resource.substring(resource.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "json" -> "application/json; charset=utf-8";
      default ->
          throw new IllegalStateException(
              resource + ": the page consists of html, css, js, svg and json");
    };
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String mediaType() {
    return mediaType;
  }

  /** Returns the entity tag, in quotes: it changes with the content. */
  String tag() {
    return tag;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
