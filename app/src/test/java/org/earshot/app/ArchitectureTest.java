package org.earshot.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom, by STYLE's table: a package that is not named in a rule's list may not be used there. */
@AnalyzeClasses(packages = "org.earshot.app", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] JDK = {"java..", "javax.sql..", "javax.net..", "javax.crypto..", "org.slf4j.."};

  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices().matching("org.earshot.app.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheProgramKnowsHowItIsPutTogether = noClasses()
      .that().resideOutsideOfPackage("org.earshot.app")
      .should().dependOnClassesThat(resideInAPackage("org.earshot.app").and(not(simpleName("StartException"))));

  @ArchTest
  static final ArchRule eventsAreFactsAndKnowNobody = inPackage("events", "events");

  @ArchTest
  static final ArchRule patternsAreValues = inPackage("pattern", "pattern");

  @ArchTest
  static final ArchRule configurationBecomesSettingsAndUsesNothingElse = classes()
      .that().resideInAPackage("org.earshot.app.config..")
      .should().onlyDependOnClassesThat(resideInAnyPackage(with("org.earshot.app.config..", "org.earshot.app.pattern..",
          "org.earshot.media.amd..", "org.earshot.media.audio..", "org.earshot.sip.message..", "com.fasterxml.jackson..")));

  @ArchTest
  static final ArchRule routesReadTheConfigurationAndNothingElse = classes()
      .that().resideInAPackage("org.earshot.app.route..")
      .should().onlyDependOnClassesThat(resideInAnyPackage(with("org.earshot.app.route..", "org.earshot.app.config..",
          "org.earshot.app.pattern..", "org.earshot.sip.message..")));

  @ArchTest
  static final ArchRule identitiesAreValuesByTheConfiguration = classes()
      .that().resideInAPackage("org.earshot.app.identity..")
      .should().onlyDependOnClassesThat(resideInAnyPackage(with("org.earshot.app.identity..", "org.earshot.app.config..",
          "org.earshot.sip.message..")));

  @ArchTest
  static final ArchRule namesAreLookedUpInOnePlace = noClasses()
      .that().resideOutsideOfPackage("org.earshot.app.dns..")
      .should().dependOnClassesThat().resideInAnyPackage("io.netty..");

  @ArchTest
  static final ArchRule trunksKnowNoCall = noClasses()
      .that().resideInAPackage("org.earshot.app.trunk..")
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.app.call..", "org.earshot.app.registrar..",
          "org.earshot.app.api..", "org.earshot.app.observe..", "org.earshot.app.store..");

  @ArchTest
  static final ArchRule theCallCoreKnowsNoEdge = noClasses()
      .that().resideInAnyPackage("org.earshot.app.call..", "org.earshot.app.registrar..", "org.earshot.app.route..")
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.app.api..", "org.earshot.app.cdr..",
          "org.earshot.app.observe..", "org.earshot.app.store..");

  @ArchTest
  static final ArchRule edgesDoNotReachIntoTheStackOrTheRelay = noClasses()
      .that().resideInAnyPackage("org.earshot.app.api..", "org.earshot.app.cdr..", "org.earshot.app.observe..",
          "org.earshot.app.store..")
      .should().dependOnClassesThat().resideInAnyPackage("org.earshot.sip.stack..", "org.earshot.sip.leg..",
          "org.earshot.media.relay..", "org.earshot.media.net..", "org.earshot.media.amd..");

  @ArchTest
  static final ArchRule jainSipStaysInSipCore = noClasses()
      .should().dependOnClassesThat().resideInAnyPackage("javax.sip..", "gov.nist..");

  @ArchTest
  static final ArchRule jdbcStaysInTheStore = noClasses()
      .that().resideOutsideOfPackage("org.earshot.app.store..")
      .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..",
          "org.flywaydb..", "org.sqlite..");

  @ArchTest
  static final ArchRule httpStaysInTheApi = noClasses()
      .that().resideOutsideOfPackage("org.earshot.app.api..")
      .should().dependOnClassesThat().resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule yamlIsReadInOnePlace = noClasses()
      .that().resideOutsideOfPackage("org.earshot.app.config..")
      .should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.dataformat..");

  @ArchTest
  static final ArchRule timeIsHandedIn = noClasses()
      .that().doNotHaveSimpleName("Wiring").and().resideOutsideOfPackage("org.earshot.app.demo..")
      .should().callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theEnvironmentIsReadAtTheStartOnly = noClasses()
      .that().resideOutsideOfPackages("org.earshot.app.config..", "org.earshot.app")
      .should().callMethod(System.class, "getenv").orShould().callMethod(System.class, "getenv", String.class)
      .orShould().callMethod(System.class, "getProperty", String.class)
      .orShould().callMethod(System.class, "getProperty", String.class, String.class);

  private static ArchRule inPackage(String name, String... others) {
    String[] allowed = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      allowed[i] = "org.earshot.app." + others[i] + "..";
    }
    return classes().that().resideInAPackage("org.earshot.app." + name + "..")
        .should().onlyDependOnClassesThat(resideInAnyPackage(with(allowed)));
  }

  private static String[] with(String... packages) {
    String[] all = java.util.Arrays.copyOf(JDK, JDK.length + packages.length);
    System.arraycopy(packages, 0, all, JDK.length, packages.length);
    return all;
  }
}
