package broken.http;

import jakarta.ws.rs.Path;

class UsesPicocli {
  picocli.CommandLine line;
}

class AllowedJson {
  com.fasterxml.jackson.databind.ObjectMapper mapper;
}

class AllowedRest {
  jakarta.ws.rs.core.Response response;
  broken.access.Public above;
}

class StrayMethodPath {
  @Path("hidden")
  Object locate() {
    return this;
  }
}
