package dev.weir.yaml;

/**
 * One fault in a document, told in one line.
 *
 * @param file name of the file as the user gave it
 * @param path where in the document, for example {@code devices[2].address}; empty for the whole
 *     document
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 * @param reason what is wrong and what was expected
 */
public record Fault(String file, String path, int line, int column, String reason) {
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line + ":" + column : file;
    return path.isEmpty() ? place + ": " + reason : place + ": " + path + ": " + reason;
  }
}
