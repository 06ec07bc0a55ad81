package broken.cli;

class Command {
  picocli.CommandLine allowed;

  void print() {
    System.out.println("allowed");
  }
}

class UsesVendor {
  org.jboss.shrinkwrap.api.Archive<?> archive;
}
