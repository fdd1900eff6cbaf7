package dev.weir.records;

import dev.weir.sql.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Digests of every table that is filled from the journal. */
final class Digests {
  private static final int FETCH_ROWS = 1_000;

  private Digests() {}

  /**
   * Returns the digest of each table, by name; the tables of the migration tool are not among them.
   */
  static List<TableDigest> of(Connection connection) throws SQLException {
    List<String> tables =
        Statements.rows(
            connection,
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = 'PUBLIC' AND LOWER(table_name) NOT LIKE 'flyway%'
            ORDER BY table_name
            """,
            row -> row.getString(1));
    java.util.List<TableDigest> digests = new java.util.ArrayList<>();
    for (String table : tables) {
      digests.add(digest(connection, table));
    }
    return List.copyOf(digests);
  }

  private static TableDigest digest(Connection connection, String table) throws SQLException {
    MessageDigest sha = sha256();
    long rows = 0;
    int columns =
        Statements.rows(
                connection,
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'PUBLIC' AND table_name = ?",
                row -> row.getString(1),
                table)
            .size();
    // The first four columns of every table of the records hold its key.
    String order =
        IntStream.rangeClosed(1, Math.min(4, columns))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM \"%s\" ORDER BY %s".formatted(table, order))) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          for (int i = 1; i <= columns; i++) {
            String value = row.getString(i);
            // A length before each value: no two different rows are the same bytes.
            String field = value == null ? "-;" : value.length() + ":" + value + ";";
            sha.update(field.getBytes(StandardCharsets.UTF_8));
          }
          rows++;
        }
      }
    }
    return new TableDigest(table, rows, HexFormat.of().formatHex(sha.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
