package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {

  @Test
  void shouldTellAMailboxFromAHumanOverTheWire() {
    var out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));

    int status = line.execute("demo");

    assertThat(out.toString()).contains("verdict: machine", "the greeting has ended by beep",
        "X-Earshot-Amd: result=human", "\"result\":\"machine\"", "\"result\":\"human\"");
    assertThat(status).isZero();
  }
}
