package dev.sextant.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sextant.web.policy.PolicyRules;

@AnalyzeClasses(packagesOf = PlatformCoreApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule onlyTheEngineKnowsFlowable = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sextant.core.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flowable..")
            .because("the engine can be raised or replaced only when one package speaks its language");

    @ArchTest
    static final ArchRule onlyPluginInstancesKnowDocker = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sextant.core.plugininstance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.github.dockerjava..", "dev.sextant.container..")
            .because("the closed container profile holds only when one package can start containers");

    @ArchTest
    static final ArchRule onlyStorageKnowsTheS3Client = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sextant.core.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("digests, limits and time-outs of objects are kept in one place");

    @ArchTest
    static final ArchRule handlersCarryOnePolicy = PolicyRules.HANDLERS_CARRY_ONE_POLICY;

    @ArchTest
    static final ArchRule noFunctionalRoutes = PolicyRules.NO_FUNCTIONAL_ROUTES;

    @ArchTest
    static final ArchRule nobodyUsesFieldInjection = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
            .because("what a class needs stands in its constructor");
}
