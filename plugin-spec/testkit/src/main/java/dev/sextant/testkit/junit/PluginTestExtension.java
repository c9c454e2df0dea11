package dev.sextant.testkit.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the plugin before the first test of a class, and ends it after the last. */
final class PluginTestExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PluginTestExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        PluginTest test = context.getRequiredTestClass().getAnnotation(PluginTest.class);
        if (test == null) {
            throw new IllegalStateException(context.getRequiredTestClass() + " has no @PluginTest");
        }
        context.getStore(NAMESPACE).put(TestPlatform.class, TestPlatform.start(test.value(), test.properties()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        platform(context).close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestPlatform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return platform(context);
    }

    private static TestPlatform platform(ExtensionContext context) {
        TestPlatform platform = context.getStore(NAMESPACE).get(TestPlatform.class, TestPlatform.class);
        if (platform == null) {
            throw new IllegalStateException("The plugin did not start");
        }
        return platform;
    }
}
