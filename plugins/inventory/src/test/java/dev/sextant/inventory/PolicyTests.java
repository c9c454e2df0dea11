package dev.sextant.inventory;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sextant.web.policy.PolicyRules;

@AnalyzeClasses(packages = "dev.sextant.inventory", importOptions = ImportOption.DoNotIncludeTests.class)
class PolicyTests {
    @ArchTest
    static final ArchRule HANDLERS = PolicyRules.HANDLERS_CARRY_ONE_POLICY;

    @ArchTest
    static final ArchRule ROUTES = PolicyRules.NO_FUNCTIONAL_ROUTES;
}
