package org.earshot.sip;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may see which (STYLE.md §1). Everything may see {@code sip.message}. */
@AnalyzeClasses(packages = "org.earshot.sip", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheStackPackageSeesJainSip = noClasses().that().resideOutsideOfPackage("..sip.stack..")
      .should().dependOnClassesThat().resideInAnyPackage("javax.sip..", "gov.nist..");

  @ArchTest
  static final ArchRule onlyTheEndpointSeesTheStackPackage = noClasses().that()
      .resideOutsideOfPackage("..sip.stack..").and().doNotHaveSimpleName("SipEndpoint")
      .should().dependOnClassesThat().resideInAPackage("..sip.stack..");

  @ArchTest
  static final ArchRule messagesSeeNobody = noClasses().that().resideInAPackage("..sip.message..")
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.sip", "..sip.leg..", "..sip.sdp..",
          "..sip.auth..", "..sip.trace..", "..sip.stack..", "org.slf4j..");

  @ArchTest
  static final ArchRule sessionDescriptionsSeeNobody = noClasses().that().resideInAPackage("..sip.sdp..")
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.sip", "..sip.message..", "..sip.leg..",
          "..sip.auth..", "..sip.trace..", "..sip.stack..", "org.slf4j..");

  @ArchTest
  static final ArchRule digestSeesMessagesOnly = noClasses().that().resideInAPackage("..sip.auth..")
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.sip", "..sip.leg..", "..sip.sdp..",
          "..sip.trace..", "..sip.stack..");

  @ArchTest
  static final ArchRule legsSeeMessagesAndSessionDescriptions = noClasses().that().resideInAPackage("..sip.leg..")
      .should().dependOnClassesThat().resideInAnyPackage("..sip.auth..", "..sip.trace..", "..sip.stack..");

  @ArchTest
  static final ArchRule tracesSeeMessagesOnly = noClasses().that().resideInAPackage("..sip.trace..")
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.sip", "..sip.leg..", "..sip.sdp..",
          "..sip.auth..", "..sip.stack..");

  @ArchTest
  static final ArchRule nobodySeesTheServerOrTheMedia = noClasses()
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.app..", "org.earshot.media..");
}
