export const WORKFLOW_NAME = 'Demo: look around on each host';

/** What the demo runs on each host: harmless, a few seconds long, so that its output can be watched arriving. */
export const DEMO_SCRIPT = `echo "Hello from $(hostname), user $(id -un)"
. /etc/os-release && echo "System: $PRETTY_NAME, kernel $(uname -r)"
echo "Up since: $(uptime -s)"
df -h / | tail -n 1 | awk '{print "Disk: " $5 " of " $2 " used"}'
for step in 1 2 3 4 5; do
  echo "Step $step of 5"
  sleep 0.4
done
echo "Done"
`;

/**
 * A workflow of one service node over the records that are chosen at its start, drawn as a person would draw it.
 *
 * @param {{script: string, name?: string, service?: string, parameters?: Record<string, unknown>}} options
 */
export function scriptWorkflow({ script, name = 'Run script', parameters = {}, id = 'look-around' }) {
  return serviceWorkflow({ plugin: 'job-execution', service: 'run-script', name, id, parameters: { script, ...parameters } });
}

/** A workflow of one node that calls a service with these constants, on the records of an entity that are chosen at its start. */
export function serviceWorkflow({ plugin, service, entity = 'inventory:host', name = service, parameters = {}, id = 'call' }) {
  const bound = Object.entries(parameters)
    .map(([parameter, value]) => `          <sextant:parameter name="${parameter}" from="CONSTANT">${cdata(value)}</sextant:parameter>`)
    .join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:sextant="https://sextant.dev/bpmn/1"
    id="definitions" targetNamespace="https://sextant.dev/workflows">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start" name="Records chosen">
      <bpmn:outgoing>to-run</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:serviceTask id="run" name="${escape(name)}">
      <bpmn:extensionElements>
        <sextant:service plugin="${plugin}" name="${service}" />
        <sextant:records entity="${entity}" select="RUN" />
${bound}
      </bpmn:extensionElements>
      <bpmn:incoming>to-run</bpmn:incoming>
      <bpmn:outgoing>to-end</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:endEvent id="end" name="Done">
      <bpmn:incoming>to-end</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="to-run" sourceRef="start" targetRef="run" />
    <bpmn:sequenceFlow id="to-end" sourceRef="run" targetRef="end" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start-shape" bpmnElement="start">
        <dc:Bounds x="180" y="142" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="164" y="185" width="70" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="run-shape" bpmnElement="run">
        <dc:Bounds x="290" y="120" width="120" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end-shape" bpmnElement="end">
        <dc:Bounds x="484" y="142" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="465" y="185" width="76" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="to-run-edge" bpmnElement="to-run">
        <di:waypoint x="216" y="160" />
        <di:waypoint x="290" y="160" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to-end-edge" bpmnElement="to-end">
        <di:waypoint x="410" y="160" />
        <di:waypoint x="484" y="160" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

function cdata(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
