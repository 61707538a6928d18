package org.earshot.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.earshot.media.relay.NettyMediaGateway;

/** Which package may know which. */
@AnalyzeClasses(packages = "org.earshot.media", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.earshot.media";

  @ArchTest
  static final ArchRule MEDIA_KNOWS_NOTHING_OF_SIP_OR_THE_SERVER =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.earshot.sip..", "org.earshot.app..");

  @ArchTest
  static final ArchRule THE_DETECTOR_NEEDS_FRAMES_AND_THE_LANGUAGE_ALONE =
      classes().that().resideInAPackage(ROOT + ".amd..").should()
          .onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".amd..", ROOT + ".audio", "java..");

  @ArchTest
  static final ArchRule AUDIO_KNOWS_PACKETS_BUT_NO_BUFFERS =
      classes().that().resideInAPackage(ROOT + ".audio..").should()
          .onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".audio..", ROOT + ".rtp", "java..", "javax.sound.sampled");

  @ArchTest
  static final ArchRule VIEWS_OPEN_NO_SOCKETS =
      classes().that().resideInAnyPackage(ROOT + ".rtp..", ROOT + ".rtcp..").should()
          .onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".rtp..", ROOT + ".rtcp..", "java..", "io.netty.buffer..");

  @ArchTest
  static final ArchRule SOCKETS_DO_NOT_KNOW_WHAT_IS_RELAYED =
      noClasses().that().resideInAPackage(ROOT + ".net..").should()
          .dependOnClassesThat().resideInAnyPackage(ROOT + ".relay..", ROOT + ".audio..", ROOT + ".amd..");

  @ArchTest
  static final ArchRule NETTY_STAYS_IN_THE_PACKET_PATH =
      noClasses().that().resideOutsideOfPackages(ROOT + ".net..", ROOT + ".relay..", ROOT + ".rtp..", ROOT + ".rtcp..",
          ROOT + ".srtp..")
          .should().dependOnClassesThat().resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule THE_CIPHERS_HAVE_ONE_PLACE =
      noClasses().that().resideOutsideOfPackage(ROOT + ".srtp..").should().dependOnClassesThat()
          .resideInAnyPackage("org.jitsi..", "javax.crypto..");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_READS_THE_CLOCK =
      noClasses().that().resideInAPackage(ROOT + "..").should().callMethod(System.class, "nanoTime")
          .orShould().callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule THE_ENGINE_HAS_ONE_DOOR =
      classes().that().resideInAPackage(ROOT + ".relay").and().arePublic().should().be(NettyMediaGateway.class);
}
