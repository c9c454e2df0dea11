package dev.sextant.core.run;

import java.util.ArrayList;
import java.util.List;

/** Writes the BPMN of small designs. */
final class Bpmn {
    private Bpmn() {}

    /** Service nodes one after the other. */
    static String sequence(String... serviceTasks) {
        var elements = new ArrayList<String>();
        elements.add("<bpmn:startEvent id=\"start\"/>");
        elements.addAll(List.of(serviceTasks));
        elements.add("<bpmn:endEvent id=\"end\"/>");
        var ids = new ArrayList<String>();
        ids.add("start");
        for (String task : serviceTasks) {
            int from = task.indexOf("id=\"") + 4;
            ids.add(task.substring(from, task.indexOf('"', from)));
        }
        ids.add("end");
        for (int i = 1; i < ids.size(); i++) {
            elements.add("<bpmn:sequenceFlow id=\"f" + i + "\" sourceRef=\"" + ids.get(i - 1) + "\" targetRef=\""
                    + ids.get(i) + "\"/>");
        }
        return process(String.join("\n", elements));
    }

    static String process(String content) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:sextant="https://sextant.dev/bpmn/1" id="definitions" targetNamespace="http://example.org">
                <bpmn:process id="process" isExecutable="true">
                %s
                </bpmn:process>
                </bpmn:definitions>
                """.formatted(content);
    }

    static String task(String id, String service, String... parameters) {
        return "<bpmn:serviceTask id=\"%s\" name=\"Node %s\"><bpmn:extensionElements>".formatted(id, id)
                + "<sextant:service plugin=\"probe\" name=\"%s\"/>".formatted(service)
                + String.join("", parameters)
                + "</bpmn:extensionElements></bpmn:serviceTask>";
    }

    static String parameter(String name, String from, String value) {
        return "<sextant:parameter name=\"%s\" from=\"%s\">%s</sextant:parameter>".formatted(name, from, value);
    }
}
