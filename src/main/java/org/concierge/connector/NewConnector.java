package org.concierge.connector;

import java.net.URI;
import java.util.List;
import org.concierge.access.Reader;
import org.concierge.document.ReaderMarks;
import org.concierge.problem.Problem;
import org.concierge.remote.RemoteKind;

/**
 * A connector as a caller wrote it.
 *
 * @param region of a bucket; null for the usual
 * @param readers null: the whole tenant
 * @param everyMinutes null: every hour
 */
public record NewConnector(
    String name,
    String kind,
    String address,
    String region,
    String user,
    String password,
    List<String> readers,
    Integer everyMinutes) {
  private static final int HOUR = 60;
  private static final int MONTH = 60 * 24 * 31;
  private static final int MAX_TEXT = 1_000;

  String checkedName() {
    return required("name", name, 100);
  }

  RemoteKind checkedKind() {
    return RemoteKind.parse(kind)
        .orElseThrow(() -> Problem.badRequest("\"kind\" must be \"webdav\" or \"s3\"."));
  }

  URI checkedAddress() {
    credential("user", user);
    credential("password", password);
    try {
      URI given = URI.create(required("address", address, MAX_TEXT));
      if (given.getHost() == null
          || given.getRawQuery() != null
          || given.getRawFragment() != null) {
        throw Problem.badRequest("\"address\" must be an address without ? and #.");
      }
      return given;
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("\"address\" must be an address.");
    }
  }

  String checkedRegion() {
    if (region != null && !region.matches("[a-z0-9-]{0,40}")) {
      throw Problem.badRequest("\"region\" must be one such as \"eu-central-1\".");
    }
    return region == null ? "" : region;
  }

  List<String> checkedReaders() {
    return readers == null ? List.of(Reader.TENANT) : ReaderMarks.checked(readers);
  }

  int checkedMinutes() {
    int minutes = everyMinutes == null ? HOUR : everyMinutes;
    if (minutes != 0 && (minutes < 1 || minutes > MONTH)) {
      throw Problem.badRequest(
          "\"every_minutes\" must be from 1 to " + MONTH + ", or 0 for only when asked.");
    }
    return minutes;
  }

  private static void credential(String field, String text) {
    if (text != null && (text.length() > MAX_TEXT || text.contains("\n"))) {
      throw Problem.badRequest("\"" + field + "\" is no credential.");
    }
  }

  private static String required(String field, String text, int max) {
    if (text == null || text.isBlank() || text.length() > max) {
      throw Problem.badRequest("\"" + field + "\" must have 1 to " + max + " characters.");
    }
    return text.strip();
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "connector " + name;
  }
}
