package dev.sextant.auth;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sextant.web.policy.PolicyRules;

@AnalyzeClasses(packagesOf = AuthServerApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule HANDLERS_CARRY_ONE_POLICY = PolicyRules.HANDLERS_CARRY_ONE_POLICY;

    @ArchTest
    static final ArchRule NO_FUNCTIONAL_ROUTES = PolicyRules.NO_FUNCTIONAL_ROUTES;
}
