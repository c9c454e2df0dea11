package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;

/** Why an instance is not healthy. */
record InstanceProblem(String code, String detail) {
    private static final int LONGEST = 1000;

    InstanceProblem {
        detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail;
    }

    static InstanceProblem of(InstanceError code, String detail) {
        return new InstanceProblem(code.code(), detail);
    }

    static InstanceProblem of(ProblemException problem) {
        return new InstanceProblem(problem.code().code(), problem.detail());
    }
}
