package dev.weir.api.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The files that the page consists of, read once. */
enum PageFile {
  INDEX("index.html", "text/html; charset=utf-8"),
  STYLE("weir.css", "text/css; charset=utf-8"),
  ICON("weir.svg", "image/svg+xml"),
  PAGE("weir.js", "text/javascript; charset=utf-8"),
  CONTROLS("controls.js", "text/javascript; charset=utf-8"),
  CHARTS("charts.js", "text/javascript; charset=utf-8"),
  SCHEMATIC("schematic.js", "text/javascript; charset=utf-8"),
  FORMAT("format.js", "text/javascript; charset=utf-8"),
  FORMULAS("formulas.html", "text/html; charset=utf-8"),
  FORMULA_PLOTS("formulas.js", "text/javascript; charset=utf-8");

  private final String fileName;
  private final String mediaType;
  private final byte[] bytes;
  private final String tag;

  PageFile(String fileName, String mediaType) {
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.bytes = read("/page/" + fileName);
    this.tag = '"' + sha256(bytes).substring(0, 16) + '"';
  }

  static Optional<PageFile> named(String name) {
    return Arrays.stream(values()).filter(file -> file.fileName.equals(name)).findFirst();
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

  private static byte[] read(String resource) {
    try (InputStream stream = PageFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the program");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
