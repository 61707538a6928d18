package org.earshot.scenarios;

import java.net.URI;
import java.util.stream.Stream;
import org.earshot.scenarios.harness.Case;
import org.earshot.scenarios.harness.CaseServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case folder, one test each. */
class CasesTest {
  private static final CaseServers SERVERS = new CaseServers();

  @AfterAll
  static void stopServers() {
    SERVERS.close();
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return Case.all().stream().map(each -> DynamicTest.dynamicTest(each.name(), uri(each), () -> SERVERS.run(each)));
  }

  private static URI uri(Case each) {
    return each.folder().resolve("case.md").toUri();
  }
}
