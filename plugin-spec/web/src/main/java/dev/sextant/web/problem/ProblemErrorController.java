package dev.sextant.web.problem;

import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.policy.OpenToAll;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers for what failed outside the handlers, which the servlet container would otherwise describe itself. */
@Controller
public class ProblemErrorController implements ErrorController {
    private final ProblemWriter writer;

    public ProblemErrorController(ProblemWriter writer) {
        this.writer = writer;
    }

    @OpenToAll("Only the container's own error dispatch gets an answer here; a request from outside is refused")
    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            throw new ProblemException(WebError.TOKEN_REQUIRED, "There is nothing at this address for anybody");
        }
        writer.write(response, problem(request));
    }

    private static Problem problem(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        if (status >= 500) {
            return Problems.of(WebError.INTERNAL, "The request failed; the log of this service says why");
        }
        return switch (status) {
            case 400 -> Problems.of(WebError.MALFORMED_REQUEST, "The request is malformed");
            case 404 -> Problems.of(WebError.NOT_FOUND, "There is nothing at this address");
            case 413 -> Problems.of(WebError.TOO_LARGE, "The request is too large");
            default -> Problems.of(HttpStatusCode.valueOf(status), "The request cannot be served");
        };
    }
}
