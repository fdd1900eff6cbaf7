package dev.weir.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The few forms of SQL that rooms with tables need: bound parameters, rows as objects, instants,
 * and values that may be missing. Pure functions of a connection, on the thread that owns it.
 */
public final class Statements {
  private Statements() {}

  /**
   * Turns a row into an object.
   *
   * @param <T> the object
   */
  @FunctionalInterface
  public interface Row<T> {
    /**
     * Reads the row that the result stands at.
     *
     * @throws SQLException when a column is missing or of another type
     */
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Binds the parameters in order: text, numbers, switches, instants, constants of an enumeration
   * by name, and optionals of these.
   *
   * @throws SQLException when a parameter is of a type that the database does not take
   */
  public static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bindOne(statement, i + 1, parameters[i]);
    }
  }

  private static void bindOne(PreparedStatement statement, int place, Object parameter)
      throws SQLException {
    switch (parameter) {
      case Optional<?> optional -> {
        if (optional.isPresent()) {
          bindOne(statement, place, optional.get());
        } else {
          statement.setNull(place, Types.NULL);
        }
      }
      case Instant instant -> statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
      case Enum<?> constant -> statement.setString(place, constant.name());
      default -> statement.setObject(place, parameter);
    }
  }

  /**
   * Returns all rows of a query.
   *
   * @throws SQLException when the query fails
   */
  public static <T> List<T> rows(
      Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (result.next()) {
          rows.add(row.read(result));
        }
        return List.copyOf(rows);
      }
    }
  }

  /**
   * Runs a statement that changes rows, and returns how many it changed.
   *
   * @throws SQLException when the statement fails
   */
  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /**
   * Returns an instant of a column that always has one.
   *
   * @throws SQLException when there is no such column
   */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /**
   * Returns an instant of a column that may have none.
   *
   * @throws SQLException when there is no such column
   */
  public static Optional<Instant> optionalInstant(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
