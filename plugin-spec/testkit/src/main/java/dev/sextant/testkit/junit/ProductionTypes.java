package dev.sextant.testkit.junit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps the configuration of other tests, which lies on the same class path, out of the plugin. */
final class ProductionTypes extends TypeExcludeFilter {
    private static final ProductionTypes ONLY = new ProductionTypes();

    private ProductionTypes() {}

    static void scanIn(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton(ProductionTypes.class.getName(), ONLY);
    }

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory factory) {
        AnnotationMetadata annotations = type.getAnnotationMetadata();
        return annotations.isAnnotated(TestConfiguration.class.getName())
                || annotations.isAnnotated(TestComponent.class.getName());
    }

    // Contexts are told from each other by their filters.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProductionTypes;
    }

    @Override
    public int hashCode() {
        return ProductionTypes.class.hashCode();
    }
}
