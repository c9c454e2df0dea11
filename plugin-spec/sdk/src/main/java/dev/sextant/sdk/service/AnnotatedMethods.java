package dev.sextant.sdk.service;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Finds the annotated methods of all beans. */
public final class AnnotatedMethods {

    private AnnotatedMethods() {}

    /**
     * Takes a method that was found.
     *
     * @param <A> the annotation
     */
    public interface Taker<A extends Annotation> {

        /** Takes a method that may be called on the bean. */
        void take(Object bean, Method method, A annotation);
    }

    /** Hands each method with the annotation over. */
    public static <A extends Annotation> void of(ListableBeanFactory beans, Class<A> annotation, Taker<A> taker) {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null && !type.getName().startsWith("org.springframework.")) {
                methods(type, annotation).forEach((method, found) -> {
                    Object bean = beans.getBean(name);
                    Method callable = AopUtils.selectInvocableMethod(method, bean.getClass());
                    callable.setAccessible(true);
                    taker.take(bean, callable, found);
                });
            }
        }
    }

    private static <A extends Annotation> Map<Method, A> methods(Class<?> type, Class<A> annotation) {
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<A>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, annotation));
    }
}
