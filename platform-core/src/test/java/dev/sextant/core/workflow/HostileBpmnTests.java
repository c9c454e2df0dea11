package dev.sextant.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Designs that try to make the platform run, read or fetch something: each is refused, with its place. */
class HostileBpmnTests {
    private static final String SERVICE =
            "<bpmn:serviceTask id=\"run\"%s><bpmn:extensionElements><sextant:service plugin=\"p\" name=\"s\"/>%s"
                    + "</bpmn:extensionElements>%s</bpmn:serviceTask>";
    private static final String FLOWS = "<bpmn:sequenceFlow id=\"f1\" sourceRef=\"start\" targetRef=\"run\"/>"
            + "<bpmn:sequenceFlow id=\"f2\" sourceRef=\"run\" targetRef=\"end\"/>";
    private static final String EVENTS = "<bpmn:startEvent id=\"start\"/><bpmn:endEvent id=\"end\"/>";

    private static final List<String> EXPRESSIONS = List.of(
            "${1+1}",
            "#{1+1}",
            "${''.class.forName('java.lang.Runtime')}",
            "${execution.setVariable('a','b')}",
            "#{T(java.lang.Runtime).getRuntime().exec('id')}",
            "${runtimeService.deleteProcessInstance('a','b')}",
            "${processEngineConfiguration}",
            "a ${b} c",
            "#{systemProperties['user.home']}",
            "${\"\".getClass().forName(\"javax.script.ScriptEngineManager\")}",
            "${jndi:ldap://127.0.0.1/a}",
            "${''['class']}",
            "#{environment}",
            "${beans}",
            "${dataSource.connection}");

    private static final List<String> ELEMENTS = List.of(
            "scriptTask",
            "userTask",
            "manualTask",
            "task",
            "businessRuleTask",
            "sendTask",
            "receiveTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess",
            "inclusiveGateway",
            "complexGateway",
            "eventBasedGateway",
            "boundaryEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "dataObject",
            "dataObjectReference",
            "dataStoreReference",
            "laneSet",
            "ioSpecification",
            "property",
            "resourceRole",
            "performer",
            "potentialOwner",
            "humanPerformer",
            "startEvent2",
            "process",
            "definitions",
            "import",
            "interface",
            "message",
            "error",
            "signal",
            "escalation",
            "collaboration",
            "choreography",
            "conversation",
            "itemDefinition",
            "category",
            "resource",
            "correlationProperty",
            "partnerRole",
            "extension",
            "relationship",
            "auditing",
            "monitoring",
            "group");

    private static final List<String> ATTRIBUTES = List.of(
            "class",
            "delegateExpression",
            "expression",
            "type",
            "async",
            "asynchronous",
            "exclusive",
            "skipExpression",
            "resultVariableName",
            "triggerable",
            "topic",
            "formKey",
            "assignee",
            "candidateUsers",
            "calledElementType",
            "operationRef",
            "field",
            "jobTopic");

    static Stream<Arguments> payloads() {
        var payloads = new ArrayList<Arguments>();
        for (String element : ELEMENTS) {
            payloads.add(named("element " + element, process("<bpmn:" + element + " id=\"bad\"/>")));
        }
        for (String vendor :
                List.of("http://flowable.org/bpmn", "http://activiti.org/bpmn", "http://camunda.org/schema/1.0/bpmn")) {
            for (String attribute : ATTRIBUTES) {
                payloads.add(named(
                        vendor + " " + attribute,
                        service(
                                " xmlns:v=\"" + vendor + "\" v:" + attribute + "=\"java.lang.ProcessBuilder\"",
                                "",
                                "")));
            }
            for (String inside : List.of(
                    "executionListener",
                    "taskListener",
                    "field",
                    "in",
                    "out",
                    "formProperty",
                    "failedJobRetryTimeCycle",
                    "connector",
                    "properties",
                    "inputOutput",
                    "eventListener")) {
                payloads.add(named(
                        vendor + " inside " + inside,
                        service(
                                "",
                                "<v:" + inside + " xmlns:v=\"" + vendor + "\" event=\"start\" class=\"x.Y\"/>",
                                "")));
            }
        }
        for (String expression : EXPRESSIONS) {
            String escaped = expression.replace("\"", "&quot;").replace("<", "&lt;");
            payloads.add(named("name " + expression, service(" name=\"" + escaped + "\"", "", "")));
            payloads.add(named(
                    "start name " + expression, process("<bpmn:startEvent id=\"s2\" name=\"" + escaped + "\"/>")));
            payloads.add(named(
                    "service " + expression,
                    service("", "", "").replace("plugin=\"p\"", "plugin=\"" + escaped + "\"")));
            payloads.add(named(
                    "condition " + expression,
                    service("", "", "")
                            .replace(
                                    "targetRef=\"end\"/>",
                                    "targetRef=\"end\"><bpmn:conditionExpression>" + escaped
                                            + "</bpmn:conditionExpression></bpmn:sequenceFlow>")));
        }
        xml().forEach(payloads::add);
        loops().forEach(payloads::add);
        return payloads.stream();
    }

    private static Stream<Arguments> xml() {
        String good = service("", "", "");
        return Stream.of(
                named("nothing", ""),
                named("blank", "   "),
                named("text", "not xml at all"),
                named("json", "{\"definitions\":[]}"),
                named("other root", "<html/>"),
                named("root of no namespace", "<definitions/>"),
                named("truncated", good.substring(0, good.length() / 2)),
                named("doctype", "<!DOCTYPE x>" + good),
                named(
                        "file entity",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                + good.replace("id=\"run\"", "id=\"run\" name=\"&e;\"")),
                named(
                        "entity as text",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                + service(
                                        "",
                                        "<sextant:parameter name=\"a\" from=\"CONSTANT\">&e;</sextant:parameter>",
                                        "")),
                named("http entity", "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:1/e\">]>" + good),
                named("parameter entity", "<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://127.0.0.1:1/e\"> %e;]>" + good),
                named("external subset", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">" + good),
                named("public subset", "<!DOCTYPE x PUBLIC \"a\" \"http://127.0.0.1:1/x.dtd\">" + good),
                named("laughs", laughs() + good),
                named("undeclared entity", service(" name=\"&nosuch;\"", "", "")),
                named("processing instruction", good.replace("<bpmn:process", "<?php system('id') ?><bpmn:process")),
                named(
                        "stylesheet",
                        good.replace(
                                "<bpmn:definitions",
                                "<?xml-stylesheet href=\"http://127.0.0.1:1/\"?><bpmn:definitions")),
                named(
                        "xinclude",
                        process(
                                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>")),
                named("unbound prefix", process("<flowable:thing/>")),
                named("attribute twice", service(" name=\"a\" name=\"b\"", "", "")),
                named("nul", service(" name=\"\u0000\"", "", "")),
                named("control", service(" name=\"&#1;\"", "", "")),
                named("deep", process("<bpmn:extensionElements>".repeat(5_000))),
                named("deep and closed", process("<x>".repeat(500) + "</x>".repeat(500))),
                named("many elements", process("<bpmn:documentation/>".repeat(30_000))),
                named("large", process("<!-- " + "x".repeat(1_000_001) + " -->")),
                named("long attribute", service(" name=\"" + "n".repeat(100_000) + "\"", "", "")),
                named("two processes", good.replace("</bpmn:process>", "</bpmn:process><bpmn:process id=\"p2\"/>")),
                named("text in a process", process("rm -rf /")),
                named("bad id", good.replace("id=\"run\"", "id=\"../run\"")),
                named("empty id", good.replace("id=\"run\"", "id=\"\"")),
                named("id of spaces", good.replace("id=\"run\"", "id=\"r u n\"")),
                named("id twice", good.replace("id=\"end\"", "id=\"start\"")),
                named("script inside the service", service("", "", "<bpmn:script>x</bpmn:script>")),
                named("loop", service("", "", "<bpmn:multiInstanceLoopCharacteristics/>")),
                named("service twice", service("", "<sextant:service plugin=\"q\" name=\"t\"/>", "")),
                named("service outside", process("<sextant:service plugin=\"q\" name=\"t\"/>")),
                named("unknown element of ours", service("", "<sextant:script>x</sextant:script>", "")),
                named("unknown attribute of ours", good.replace("plugin=\"p\"", "plugin=\"p\" class=\"x\"")),
                named(
                        "bad source",
                        service("", "<sextant:parameter name=\"a\" from=\"EXPRESSION\">x</sextant:parameter>", "")),
                named(
                        "element inside a parameter",
                        service("", "<sextant:parameter name=\"a\" from=\"CONSTANT\"><b/></sextant:parameter>", "")));
    }

    private static Stream<Arguments> loops() {
        return Stream.of(
                named("no start", bare("<bpmn:endEvent id=\"end\"/>" + plain("run") + flow("f", "run", "end"))),
                named("no end", bare("<bpmn:startEvent id=\"start\"/>" + plain("run") + flow("f", "start", "run"))),
                named(
                        "two starts",
                        service("", "", "").replace("<bpmn:endEvent", "<bpmn:startEvent id=\"s2\"/><bpmn:endEvent")),
                named(
                        "cycle without exit",
                        bare("<bpmn:startEvent id=\"start\"/><bpmn:endEvent id=\"end\"/>" + plain("a") + plain("b")
                                + flow("1", "start", "a") + flow("2", "a", "b") + flow("3", "b", "a"))),
                named(
                        "flow to itself",
                        bare(EVENTS + plain("run") + flow("1", "start", "run") + flow("2", "run", "run"))),
                named(
                        "flow to nowhere",
                        bare(EVENTS + plain("run") + flow("f1", "start", "run") + flow("f2", "run", "nowhere"))),
                named(
                        "unreachable",
                        service("", "", "").replace("</bpmn:process>", plain("island") + "</bpmn:process>")),
                named(
                        "implicit fork",
                        service("", "", "").replace("</bpmn:process>", flow("f9", "start", "end") + "</bpmn:process>")),
                named(
                        "choice",
                        bare(EVENTS + "<bpmn:exclusiveGateway id=\"g\"/>" + plain("a") + plain("b")
                                + flow("f1", "start", "g") + flow("f2", "g", "a") + flow("f3", "g", "b")
                                + flow("f4", "a", "end") + flow("f5", "b", "end"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void refuses(String what, String bpmn) {
        List<DesignProblem> problems = problems(bpmn);
        assertThat(problems).as(what).anyMatch(DesignProblem::isError);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
            assertThat(problem.message()).isNotBlank().doesNotContain("root:");
        });
    }

    @Test
    void triesEnough() {
        assertThat(payloads().count()).isGreaterThan(150);
    }

    @Test
    void readsNoFile(@TempDir Path folder) throws Exception {
        Path canary = Files.writeString(folder.resolve("canary"), "canary-4711");
        String bpmn = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + canary.toUri() + "\">]>"
                + service("", "<sextant:parameter name=\"a\" from=\"CONSTANT\">&e;</sextant:parameter>", "");
        assertThat(problems(bpmn).toString()).doesNotContain("canary-4711");
    }

    @Test
    void letsAScriptWithDollarsPassAsAConstant() {
        String script =
                "<sextant:parameter name=\"script\" from=\"CONSTANT\"><![CDATA[echo ${HOME} #{x} <b>]]></sextant:parameter>";
        var problems = new Problems();
        Optional<Design> design = BpmnReader.read(service(" name=\"Run\"", script, ""), problems);
        assertThat(problems.list()).isEmpty();
        assertThat(design)
                .hasValueSatisfying(read -> assertThat(read.nodes())
                        .filteredOn(node -> node.id.equals("run"))
                        .flatExtracting(node -> node.parameters)
                        .extracting(parameter -> parameter.binding().value())
                        .containsExactly("echo ${HOME} #{x} <b>"));
    }

    private static List<DesignProblem> problems(String bpmn) {
        var problems = new Problems();
        BpmnReader.read(bpmn, problems).ifPresent(design -> new FlowCheck(design, problems).check());
        return problems.list();
    }

    private static Arguments named(String what, String bpmn) {
        return Arguments.of(what, bpmn);
    }

    private static String service(String attributes, String extensions, String content) {
        return process(SERVICE.formatted(attributes, extensions, content), FLOWS);
    }

    private static String plain(String id) {
        return SERVICE.formatted("", "", "").replace("id=\"run\"", "id=\"" + id + "\"");
    }

    private static String flow(String id, String from, String to) {
        return "<bpmn:sequenceFlow id=\"flow" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>";
    }

    private static String process(String more) {
        return process(SERVICE.formatted("", "", ""), FLOWS + more);
    }

    private static String process(String task, String more) {
        return bare(EVENTS + task + more);
    }

    private static String bare(String content) {
        return "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                + " xmlns:sextant=\"https://sextant.dev/bpmn/1\" id=\"d\"><bpmn:process id=\"p\">" + content
                + "</bpmn:process></bpmn:definitions>";
    }

    private static String laughs() {
        var entities = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            entities.append("<!ENTITY a").append(i).append(" \"");
            entities.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return entities.append("]>").toString();
    }
}
