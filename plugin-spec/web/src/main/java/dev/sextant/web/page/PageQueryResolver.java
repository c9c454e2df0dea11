package dev.sextant.web.page;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.problem.WebError;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code limit} and {@code after}. */
public final class PageQueryResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        PageLimits limits = parameter.getParameterAnnotation(PageLimits.class);
        int byDefault = limits == null ? PageQuery.DEFAULT_LIMIT : limits.byDefault();
        int max = limits == null ? PageQuery.MAX_LIMIT : limits.max();
        String after = request.getParameter("after");
        return new PageQuery(
                limit(request.getParameter("limit"), byDefault, max),
                after == null || after.isEmpty() ? null : Cursor.decode(after));
    }

    private static int limit(@Nullable String text, int byDefault, int max) {
        if (text == null || text.isEmpty()) {
            return byDefault;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new ProblemException(WebError.BAD_LIMIT, "limit must be a number from 1 to %d".formatted(max));
    }
}
