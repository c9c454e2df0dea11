package dev.sextant.web.problem;

import dev.sextant.contract.problem.ProblemError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Bean validation's findings as errors with JSON pointers; refused values are not repeated. */
final class ValidationFaults {
    private ValidationFaults() {}

    static ProblemError of(ObjectError fault) {
        String path = fault instanceof FieldError field ? field.getField() : "";
        return ProblemError.at(pointer(path), message(path, fault.getDefaultMessage()));
    }

    static List<ProblemError> of(HandlerMethodValidationException invalid) {
        List<ProblemError> errors = new ArrayList<>();
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors nested) {
                nested.getAllErrors().forEach(fault -> errors.add(of(fault)));
            } else {
                String name =
                        Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "parameter");
                for (MessageSourceResolvable fault : result.getResolvableErrors()) {
                    errors.add(new ProblemError(name, null, null, message(name, fault.getDefaultMessage())));
                }
            }
        }
        return errors;
    }

    private static String pointer(String path) {
        return "/" + path.replace('.', '/').replace('[', '/').replace("]", "");
    }

    private static String message(String path, @Nullable String message) {
        String said = Objects.requireNonNullElse(message, "is not valid");
        return path.isEmpty() ? said : path + " " + said;
    }
}
