package dev.sextant.web.policy;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.problem.WebError;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives handlers the {@link Caller} as an argument. */
public final class CallerArgumentResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Caller caller = CurrentCaller.find();
        if (caller == null) {
            throw new ProblemException(WebError.TOKEN_REQUIRED, "This handler needs to know its caller");
        }
        return caller;
    }
}
