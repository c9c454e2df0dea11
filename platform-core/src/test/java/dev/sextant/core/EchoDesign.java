package dev.sextant.core;

/** The design of a workflow of one node, which calls the service {@code echo} of a plugin. */
public final class EchoDesign {
    private EchoDesign() {}

    public static String of(String plugin) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:sextant="https://sextant.dev/bpmn/1" id="definitions" targetNamespace="http://example.org">
                <bpmn:process id="process" isExecutable="true">
                <bpmn:startEvent id="start"/>
                <bpmn:serviceTask id="only" name="Only"><bpmn:extensionElements>
                <sextant:service plugin="%s" name="echo"/>
                <sextant:parameter name="text" from="CONSTANT">hi</sextant:parameter>
                </bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:endEvent id="end"/>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="only"/>
                <bpmn:sequenceFlow id="f2" sourceRef="only" targetRef="end"/>
                </bpmn:process>
                </bpmn:definitions>
                """.formatted(plugin);
    }
}
