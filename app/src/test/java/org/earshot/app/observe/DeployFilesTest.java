package org.earshot.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of deploy/: they are right by their own tools, and fit the server that they are made for. */
class DeployFilesTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Path DASHBOARD = DEPLOY.resolve("grafana/dashboards/earshot.json");
  private static final Path ALERTS = DEPLOY.resolve("prometheus/alerts.yml");

  @Test
  void shouldHaveSoundAlertRules() throws Exception {
    var result = Promtool.run(DEPLOY.resolve("prometheus"), "", "check", "rules", "alerts.yml");
    assertThat(result.exit()).as(result.output()).isZero();
  }

  @Test
  void shouldRaiseEachAlertByItsFiguresAndNoneInAHealthyHour() throws Exception {
    var result = Promtool.run(DEPLOY.resolve("prometheus"), "", "test", "rules", "alerts_test.yml");
    assertThat(result.exit()).as(result.output()).isZero();
  }

  @Test
  void shouldTryEachAlert() throws IOException {
    var tests = Files.readString(DEPLOY.resolve("prometheus/alerts_test.yml"));
    assertThat(found(Files.readString(ALERTS), "alert: (\\w+)")).isNotEmpty().allSatisfy(name ->
        assertThat(tests).contains(name));
  }

  @Test
  void shouldHaveASoundScrapeConfiguration() throws Exception {
    var result = Promtool.run(DEPLOY.resolve("prometheus"), "", "check", "config", "prometheus.yml");
    assertThat(result.exit()).as(result.output()).isZero();
  }

  @Test
  void shouldShowEveryMetricOnTheDashboard() throws IOException {
    var shown = queriesOf(new ObjectMapper().readTree(DASHBOARD.toFile()));
    assertThat(Arrays.stream(MetricName.values()).map(name -> name.dotted().replace('.', '_')))
        .allSatisfy(name -> assertThat(shown).containsPattern(name + "(_total|_seconds\\w*)?\\b"));
  }

  @Test
  void shouldUseOnlyMetricsThatExist() throws IOException {
    var ours = Arrays.stream(MetricName.values()).map(name -> name.dotted().replace('.', '_'))
        .collect(Collectors.toSet());
    var used = new HashSet<>(found(Files.readString(DASHBOARD), "\\b(earshot_\\w+)\\b"));
    used.addAll(found(Files.readString(ALERTS), "\\b(earshot_\\w+)\\b"));
    assertThat(used).hasSizeGreaterThan(15)
        .allSatisfy(name -> assertThat(ours).contains(name.replaceFirst("_total$|_seconds(_bucket)?$", "")));
  }

  @Test
  void shouldGiveEachPanelItsOwnPlaceAndId() throws IOException {
    var ids = new HashSet<Integer>();
    var places = new HashSet<String>();
    for (var panel : new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      var at = panel.get("gridPos");
      assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < at.get("w").asInt(); x++) {
        for (int y = 0; y < at.get("h").asInt(); y++) {
          assertThat(places.add(at.get("x").asInt() + x + "," + (at.get("y").asInt() + y))).as("%s", panel).isTrue();
        }
      }
    }
  }

  @Test
  void shouldMountFilesThatExist() throws IOException {
    var compose = new YAMLMapper().readTree(DEPLOY.resolve("compose.yaml").toFile());
    for (var service : compose.get("services")) {
      for (var volume : service.get("volumes")) {
        var source = volume.asText().replaceAll("\\$\\{\\w+:-(.*?)}", "$1").split(":")[0];
        if (source.startsWith(".")) {
          assertThat(DEPLOY.resolve(source)).exists();
        } else {
          assertThat(compose.get("volumes").has(source)).as(source).isTrue();
        }
      }
    }
  }

  @Test
  void shouldCopyFilesThatExistIntoTheImage() throws IOException {
    var lines = Files.readString(DEPLOY.resolve("Containerfile"));
    for (var sources : found(lines, "(?m)^COPY (?!--from)(?:--\\S+ )?(.*) \\S+$")) {
      assertThat(sources.split(" ")).allSatisfy(source -> assertThat(Path.of("..").resolve(source)).exists());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Containerfile", "systemd/earshot.service"})
  void shouldStartTheServerWithTheFlagsOfTheLauncher(String file) throws IOException {
    var launcher = Files.readString(DEPLOY.resolve("earshot"));
    var flags = found(launcher, "(?m)^(?:RUN|COMMON)_OPTS=\"(.*)\"$");
    assertThat(flags).hasSize(2);
    var text = Files.readString(DEPLOY.resolve(file));
    for (var line : flags) {
      assertThat(text).contains(line.split(" "));
    }
  }

  private static String queriesOf(JsonNode dashboard) {
    return dashboard.findValuesAsText("expr").stream().collect(Collectors.joining("\n"));
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
  }
}
