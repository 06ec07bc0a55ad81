package org.concierge.console;

import java.util.List;
import org.concierge.access.Reader;
import org.concierge.connector.NewConnector;
import org.concierge.problem.Problem;

/** What is typed to add a connector, as it was typed; the password is never shown again. */
public final class ConnectorForm {
  private String name = "";
  private String kind = "webdav";
  private String address = "";
  private String region = "";
  private String user = "";
  private String password = "";
  private String minutes = "60";
  private String readers = Reader.TENANT;

  /**
   * @throws Problem BAD_REQUEST
   */
  NewConnector wanted() {
    return new NewConnector(
        name, kind, address, region, user, password, List.copyOf(Words.of(readers)), every());
  }

  private Integer every() {
    try {
      return minutes.isBlank() ? null : Integer.valueOf(minutes.strip());
    } catch (NumberFormatException e) {
      throw Problem.badRequest("\"every_minutes\" is no number.");
    }
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getAddress() {
    return address;
  }

  public void setAddress(String address) {
    this.address = address;
  }

  public String getRegion() {
    return region;
  }

  public void setRegion(String region) {
    this.region = region;
  }

  public String getUser() {
    return user;
  }

  public void setUser(String user) {
    this.user = user;
  }

  public String getPassword() {
    return "";
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getMinutes() {
    return minutes;
  }

  public void setMinutes(String minutes) {
    this.minutes = minutes;
  }

  public String getReaders() {
    return readers;
  }

  public void setReaders(String readers) {
    this.readers = readers;
  }
}
