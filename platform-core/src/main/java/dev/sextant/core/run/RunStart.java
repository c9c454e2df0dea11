package dev.sextant.core.run;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.run.RunRequest.RecordRef;
import dev.sextant.core.workflow.WorkflowPlan.RecordSelection;
import dev.sextant.core.workflow.WorkflowPlan.Selection;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import dev.sextant.core.workflow.WorkflowVersion;
import dev.sextant.core.workflow.Workflows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a request into a run that can be started: everything is checked and read before anything happens. */
@Component
class RunStart {
    private static final int MOST_RECORDS = 10_000;

    private final Workflows workflows;
    private final RecordSource source;

    RunStart(Workflows workflows, RecordSource source) {
        this.workflows = workflows;
        this.source = source;
    }

    NewRun prepare(RunRequest request) {
        WorkflowVersion version = workflows.version(request.workflowVersionId());
        var errors = new ArrayList<ProblemError>();
        checkRequest(request, version, errors);
        refuse(version, errors);
        Map<String, Set<String>> wanted = wanted(request, version);
        Map<String, Map<String, Map<String, @Nullable Object>>> found = read(wanted);
        List<TargetRecord> records = records(request, wanted, found, errors);
        refuse(version, errors);
        return new NewRun(
                Ids.next(),
                version,
                request.startedBy(),
                request.reason(),
                request.variables(),
                records,
                request.records().size(),
                request.requestKey());
    }

    /** The records as they are now, for a further attempt. */
    List<TargetRecord> again(List<TargetRecord> records) {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        records.forEach(record -> wanted.computeIfAbsent(record.entity(), entity -> new LinkedHashSet<>())
                .add(record.id()));
        Map<String, Map<String, Map<String, @Nullable Object>>> found = read(wanted);
        return records.stream().map(record -> fresh(record, found)).toList();
    }

    private static TargetRecord fresh(
            TargetRecord record, Map<String, Map<String, Map<String, @Nullable Object>>> found) {
        Map<String, @Nullable Object> now =
                found.getOrDefault(record.entity(), Map.of()).get(record.id());
        return now == null
                ? record
                : new TargetRecord(record.entity(), record.id(), name(now, record.id()), record.position(), now);
    }

    private static void checkRequest(RunRequest request, WorkflowVersion version, List<ProblemError> errors) {
        List<String> entities = version.plan().serviceNodes().stream()
                .map(node -> Objects.requireNonNull(node.call()))
                .map(ServiceCall::records)
                .filter(selection -> selection != null && selection.select() == Selection.RUN)
                .map(RecordSelection::entity)
                .distinct()
                .toList();
        if (request.records().size() > MOST_RECORDS) {
            errors.add(ProblemError.at("/records", "A run takes at most " + MOST_RECORDS + " records."));
        }
        var seen = new LinkedHashSet<RecordRef>();
        for (int i = 0; i < request.records().size(); i++) {
            RecordRef record = request.records().get(i);
            if (!entities.contains(record.entity())) {
                errors.add(ProblemError.at(
                        "/records/" + i + "/entity",
                        "No node of this workflow works on chosen records of '" + record.entity() + "'"
                                + (entities.isEmpty() ? "." : "; it works on " + String.join(", ", entities) + ".")));
            } else if (!seen.add(record)) {
                errors.add(ProblemError.at("/records/" + i, "The record " + record.id() + " is chosen twice."));
            }
        }
        for (String entity : entities) {
            if (request.records().stream().noneMatch(record -> record.entity().equals(entity))) {
                errors.add(ProblemError.at(
                        "/records", "The workflow works on records of " + entity + "; choose at least one."));
            }
        }
    }

    private static void refuse(WorkflowVersion version, List<ProblemError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    RunError.RUN_INVALID,
                    "'" + version.name() + "' version " + version.number()
                            + " cannot be started like this; nothing was run. Mend what is told and start again.",
                    errors);
        }
    }

    private static Map<String, Set<String>> wanted(RunRequest request, WorkflowVersion version) {
        var wanted = new LinkedHashMap<String, Set<String>>();
        request.records()
                .forEach(record -> wanted.computeIfAbsent(record.entity(), entity -> new LinkedHashSet<>())
                        .add(record.id()));
        for (var node : version.plan().serviceNodes()) {
            RecordSelection selection = Objects.requireNonNull(node.call()).records();
            if (selection != null && selection.select() == Selection.FIXED) {
                wanted.computeIfAbsent(selection.entity(), entity -> new LinkedHashSet<>())
                        .addAll(selection.ids());
            }
        }
        return wanted;
    }

    private Map<String, Map<String, Map<String, @Nullable Object>>> read(Map<String, Set<String>> wanted) {
        var found = new LinkedHashMap<String, Map<String, Map<String, @Nullable Object>>>();
        wanted.forEach((entity, ids) -> {
            var byId = new LinkedHashMap<String, Map<String, @Nullable Object>>();
            try {
                for (Map<String, @Nullable Object> record : source.read(entity, List.copyOf(ids))) {
                    byId.put(String.valueOf(record.get("id")), record);
                }
            } catch (RecordsUnreadableException unreadable) {
                throw new ProblemException(
                        RunError.RECORDS_UNREADABLE,
                        "The records of " + entity + " cannot be read now: " + unreadable.getMessage()
                                + " Nothing was run; see that an instance of the plugin is healthy and start again.",
                        unreadable);
            }
            found.put(entity, byId);
        });
        return found;
    }

    private static List<TargetRecord> records(
            RunRequest request,
            Map<String, Set<String>> wanted,
            Map<String, Map<String, Map<String, @Nullable Object>>> found,
            List<ProblemError> errors) {
        var records = new ArrayList<TargetRecord>();
        for (int i = 0; i < request.records().size(); i++) {
            RecordRef record = request.records().get(i);
            add(record.entity(), record.id(), "/records/" + i + "/id", found, records, errors);
        }
        wanted.forEach((entity, ids) -> ids.stream()
                .filter(id -> !request.records().contains(new RecordRef(entity, id)))
                .forEach(id -> add(entity, id, "/workflowVersionId", found, records, errors)));
        return records;
    }

    private static void add(
            String entity,
            String id,
            String pointer,
            Map<String, Map<String, Map<String, @Nullable Object>>> found,
            List<TargetRecord> records,
            List<ProblemError> errors) {
        Map<String, @Nullable Object> record =
                found.getOrDefault(entity, Map.of()).get(id);
        if (record == null) {
            errors.add(ProblemError.at(pointer, "There is no record " + id + " of " + entity + "."));
        } else {
            records.add(new TargetRecord(entity, id, name(record, id), records.size(), record));
        }
    }

    private static String name(Map<String, @Nullable Object> record, String id) {
        Object name = record.get("displayName");
        String text = name == null ? id : name.toString();
        return text.length() <= 400 ? text : text.substring(0, 400);
    }
}
