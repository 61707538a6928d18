package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/earshot} in a tree of its own, with a Maven and a JDK that only say what they were called with. */
class LauncherTest {
  private static final String[] TOOLS = {"sh", "cat", "dirname", "readlink", "sed", "head", "find", "mkdir", "touch",
      "mv", "id"};
  private static final String JDK_25 = """
      #!/bin/sh
      [ "$1" = -version ] && echo 'openjdk version "25.0.3"' && exit
      echo "java $*"
      """;

  @TempDir
  private Path directory;
  private Path root;
  private Path bin;
  private Path jdk;
  private String output;

  @BeforeEach
  void build() throws IOException {
    root = Files.createDirectories(directory.resolve("tree"));
    bin = Files.createDirectories(directory.resolve("bin"));
    jdk = Files.createDirectories(directory.resolve("jdk/bin")).getParent();
    for (String source : new String[] {"sip-core", "media", "app"}) {
      Files.createDirectories(root.resolve(source + "/src/main"));
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    script(jdk.resolve("bin/java"), JDK_25);
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    for (String tool : TOOLS) {
      script(bin.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
    }
    script(Files.createDirectories(root.resolve("deploy")).resolve("earshot"),
        Files.readString(Path.of("../deploy/earshot")));
  }

  @Test
  void shouldBuildOnceAndThenRunFromAnyDirectoryThroughALink() throws Exception {
    fakeMaven("mkdir -p app/target && touch app/target/earshot.jar");
    Path link = Files.createSymbolicLink(directory.resolve("link"), root.resolve("deploy/earshot"));

    assertThat(run(link, "check", "--config", "my file.yaml")).isZero();
    assertThat(output).contains("earshot: building", "maven -B -q", "package -DskipTests")
        .containsPattern("java .*org.earshot.app.Main check --config my file.yaml");

    assertThat(run(link, "check")).isZero();
    assertThat(output).doesNotContain("maven");

    touchLater(Files.writeString(root.resolve("media/src/main/New.java"), ""));
    assertThat(run(link, "check")).isZero();
    assertThat(output).as("a source is newer").contains("maven");
  }

  @Test
  void shouldTakeTheServersOptionsFromTheEnvironment() throws Exception {
    fakeMaven("mkdir -p app/target && touch app/target/earshot.jar");

    assertThat(run(root.resolve("deploy/earshot"), "run")).isZero();
    assertThat(output).contains("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");
    assertThat(run(root.resolve("deploy/earshot"), Map.of("EARSHOT_JAVA_OPTS", "-Xmx99m -Dx=y"), "run")).isZero();
    assertThat(output).contains("-Xmx99m -Dx=y").doesNotContain("ExitOnOutOfMemoryError");
  }

  @Test
  void shouldRunEveryTestAndGiveItsStatus() throws Exception {
    fakeMaven("exit 7");
    script(bin.resolve("sipp"), "#!/bin/sh\n");
    script(bin.resolve("promtool"), "#!/bin/sh\n");

    int status = run(root.resolve("deploy/earshot"), "test");
    assertThat(status).as(output).isEqualTo(7);
    assertThat(output).contains("maven -B verify").doesNotContain("installing");
  }

  @Test
  void shouldSayWhichPackagesTheTestsNeedWhereTheyCannotBeInstalled() throws Exception {
    fakeMaven("exit 0");

    assertThat(run(root.resolve("deploy/earshot"), "test")).isEqualTo(1);
    assertThat(oneLine()).contains("the tests need sip-tester prometheus");
  }

  @Test
  void shouldSayThatTheJdkIsMissing() throws Exception {
    Path launcher = root.resolve("deploy/earshot");
    Files.writeString(launcher, Files.readString(launcher).replace("JAVA_NEEDED=25", "JAVA_NEEDED=9999"));

    assertThat(run(launcher, "run")).isEqualTo(1);
    assertThat(oneLine()).startsWith("earshot: no JDK 9999 found");
  }

  @Test
  void shouldSayThatMavenIsMissing() throws Exception {
    assertThat(run(root.resolve("deploy/earshot"), "run")).isEqualTo(1);
    assertThat(oneLine()).startsWith("earshot: no Maven to build with");
  }

  @Test
  void shouldSayWhyTheBuildFailedAndWhereItsLogIs() throws Exception {
    fakeMaven("echo '[ERROR] Call.java:[3,4] no such thing'; echo '[ERROR] more'; exit 1");

    assertThat(run(root.resolve("deploy/earshot"), "run")).isEqualTo(1);
    assertThat(output).contains("earshot: the build failed: Call.java:[3,4] no such thing", "target/build.log")
        .doesNotContain("more");
  }

  @Test
  void shouldHelpWithoutABuild() throws Exception {
    assertThat(run(root.resolve("deploy/earshot"))).isZero();
    assertThat(output).contains("run [--config FILE]", "check", "amd", "demo", "test");
  }

  private void fakeMaven(String then) throws IOException {
    script(bin.resolve("mvn"), "#!/bin/sh\ncd " + root + "\necho \"maven $*\" >> " + directory.resolve("maven")
        + "\necho \"maven $*\"\n" + then + "\n");
  }

  private String oneLine() {
    assertThat(output.strip()).doesNotContain("\n");
    return output.strip();
  }

  private int run(Path launcher, String... arguments) throws Exception {
    return run(launcher, Map.of(), arguments);
  }

  /** Output of the launcher and of what it called; Maven's goes to its log, and is put in front. */
  private int run(Path launcher, Map<String, String> more, String... arguments) throws Exception {
    Files.deleteIfExists(directory.resolve("maven"));
    var builder = new ProcessBuilder().directory(directory.toFile()).redirectErrorStream(true);
    builder.command().add(launcher.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", bin.toString(), "HOME", directory.toString(),
        "JAVA_HOME", jdk.toString()));
    builder.environment().putAll(more);
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    Path maven = directory.resolve("maven");
    output = (Files.exists(maven) && !told.contains("maven ") ? Files.readString(maven) : "") + told;
    return process.exitValue();
  }

  private static void touchLater(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path which(String tool) {
    Path usual = Path.of("/usr/bin", tool);
    return Files.exists(usual) ? usual : Path.of("/bin", tool);
  }
}
