package broken.document;

import broken.access.Public;
import broken.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

class UsesTika {
  org.apache.tika.Tika tika;
}

class UsesJsoup {
  org.jsoup.nodes.Document page;
}

@Path("open")
class OpenResource {
  @GET
  public String read() {
    return "";
  }
}

@Path("guarded")
class GuardedResource {
  @GET
  @Requires
  public String read() {
    return "";
  }

  @PUT
  @Public
  public String write() {
    return "";
  }
}

@Requires
@Path("guarded-as-a-whole")
class WholeResource {
  @GET
  public String read() {
    return "";
  }
}
