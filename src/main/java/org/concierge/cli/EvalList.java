package org.concierge.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.concierge.evaluation.QuestionSet;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code eval list}: a tenant's question sets. */
@Command(name = "list", description = "Lists a tenant's question sets.")
final class EvalList implements Callable<Integer> {
  @Mixin private OneTenant tenant;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment());
        Evaluations evaluations = workplace.evaluations()) {
      TenantId id = tenant.in(workplace);
      List<QuestionSet> sets = TenantScope.get(id, () -> evaluations.sets().list(id));
      output.print(
          sets,
          out ->
              sets.forEach(
                  set ->
                      out.printf(
                          "%-40s %5d questions%s%n",
                          set.name(), set.questions(), set.gate() ? ", gate" : "")));
    }
    return 0;
  }
}
