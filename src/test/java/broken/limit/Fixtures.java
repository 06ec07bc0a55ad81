package broken.limit;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

@Path("stray")
class StrayPath {}

class Prints {
  Runnable inside = () -> System.out.println();
}

class PrintsErrors {
  void complain() {
    System.err.println();
  }
}

class InjectedField {
  @Inject Object field;
}

class InjectedConstructor {
  @Inject
  InjectedConstructor(Object allowed) {}
}

class LimitResource {
  @Inject Object allowed;
}

class SevenParameters {
  SevenParameters(int a, int b, int c, int d, int e, int f, int g) {}
}

class SixParameters {
  SixParameters(int a, int b, int c, int d, int e, int f) {}
}

record Wide(int a, int b, int c, int d, int e, int f, int g) {}

enum SixInAnEnum {
  ONLY(1, 2, 3, 4, 5, 6);

  SixInAnEnum(int a, int b, int c, int d, int e, int f) {}
}
