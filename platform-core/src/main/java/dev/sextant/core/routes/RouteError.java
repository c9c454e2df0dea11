package dev.sextant.core.routes;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;

enum RouteError implements ErrorCode {
    TOO_MANY_FOLLOWERS;

    @Override
    public ErrorType type() {
        return ErrorType.BUSY;
    }

    @Override
    public String title() {
        return "Too many gateways follow the routes";
    }
}
