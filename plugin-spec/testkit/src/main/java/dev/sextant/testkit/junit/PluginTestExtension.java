package dev.sextant.testkit.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the plugin before the first test of a class; JUnit closes what is in its store after the last. */
final class PluginTestExtension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PluginTestExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        PluginTest test = context.getRequiredTestClass().getAnnotation(PluginTest.class);
        if (test == null) {
            throw new IllegalStateException(context.getRequiredTestClass()
                    + " has no @PluginTest, which names the plugin's application; write it on the class itself");
        }
        context.getStore(NAMESPACE).put(TestPlatform.class, TestPlatform.start(test.value(), test.properties()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestPlatform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestPlatform platform = context.getStore(NAMESPACE).get(TestPlatform.class, TestPlatform.class);
        if (platform == null) {
            throw new IllegalStateException("The plugin did not start; see what the class failed with");
        }
        return platform;
    }
}
