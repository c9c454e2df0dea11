package dev.sextant.auth.start;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Does some steps of the first start, and then something else than the rest. */
record EndedStart(int done, Runnable end) implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final String MESSAGE = "the start ends here";

    static EndedStart after(int done) {
        return new EndedStart(done, () -> {
            throw new IllegalStateException(MESSAGE);
        });
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof FirstStart start) {
                    start.steps().subList(0, done).forEach(Runnable::run);
                    end.run();
                }
                return bean;
            }
        });
    }
}
