package dev.sextant.sdk.entity;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.Filter;
import dev.sextant.contract.wire.FilterOp;
import dev.sextant.sdk.SdkError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a query before a store sees it, and sets the limit that it leaves open. */
final class QueryCheck {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_VALUES = 10_000;

    private QueryCheck() {}

    static EntityQuery check(EntitySpec spec, EntityQuery query) {
        List<ProblemError> problems = new ArrayList<>();
        for (int i = 0; i < query.additionalFilters().size(); i++) {
            String problem = problem(spec, query.additionalFilters().get(i));
            if (problem != null) {
                problems.add(ProblemError.at("/additionalFilters/" + i, problem));
            }
        }
        Integer limit = query.limit();
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            problems.add(ProblemError.at("/limit", "Expected 1 to " + MAX_LIMIT));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(SdkError.ENTITY_INVALID, "The query is invalid", problems);
        }
        return new EntityQuery(
                query.additionalFilters(), limit == null ? DEFAULT_LIMIT : limit, query.after(), query.search());
    }

    private static @Nullable String problem(EntitySpec spec, Filter filter) {
        if (filter.attrName() == null || filter.op() == null) {
            return "A filter needs attrName and op";
        }
        Optional<AttributeSpec> attribute = spec.attributes().stream()
                .filter(candidate -> candidate.name().equals(filter.attrName()))
                .findFirst();
        boolean given = filter.attrName().equals("id") || filter.attrName().equals("displayName");
        if (attribute.isEmpty() && !given) {
            return "There is no attribute '" + filter.attrName() + "' in " + spec.name();
        }
        if (attribute.map(AttributeSpec::type).orElse(AttributeType.STRING) == AttributeType.SECRET
                && filter.op() != FilterOp.IS
                && filter.op() != FilterOp.IS_NOT) {
            return "A secret can only be asked whether it is set (is, isnot)";
        }
        return condition(filter);
    }

    private static @Nullable String condition(Filter filter) {
        Object condition = filter.condition();
        return switch (filter.op()) {
            case IN ->
                condition instanceof List<?> list
                                && list.size() <= MAX_VALUES
                                && list.stream().allMatch(QueryCheck::plain)
                        ? null
                        : "'in' needs a list of at most " + MAX_VALUES + " plain values";
            case IS, IS_NOT -> condition == null ? null : "'is' and 'isnot' compare with null only";
            case LIKE, NOT_LIKE -> condition instanceof String ? null : "'like' needs a text";
            case EQ, NEQ, GT, LT -> plain(condition) ? null : "'" + filter.op().text() + "' needs a plain value";
        };
    }

    private static boolean plain(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
