/** A workflow around the nodes that a test wants to see refused. */
function workflow(nodes, flows) {
  const edges = flows.map(([from, to], index) => `<bpmn:sequenceFlow id="flow${index}" sourceRef="${from}" targetRef="${to}" />`).join('\n    ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sextant="https://sextant.dev/bpmn/1"
    xmlns:flowable="http://flowable.org/bpmn" xmlns:activiti="http://activiti.org/bpmn" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    id="definitions" targetNamespace="https://sextant.dev/workflows">
  <bpmn:process id="bad" isExecutable="true">
    <bpmn:startEvent id="start" />
    ${nodes}
    ${edges}
  </bpmn:process>
</bpmn:definitions>`;
}

function service(id, plugin, name, attributes = '') {
  return `<bpmn:serviceTask id="${id}" ${attributes}><bpmn:extensionElements><sextant:service plugin="${plugin}" name="${name}" />
      <sextant:records entity="inventory:host" select="RUN" />
      <sextant:parameter name="script" from="CONSTANT">true</sextant:parameter></bpmn:extensionElements></bpmn:serviceTask>`;
}

const END = '<bpmn:endEvent id="end" />';
const LINE = [['start', 'bad'], ['bad', 'end']];
const GOOD = service('bad', 'job-execution', 'run-script');

/** Workflows that must not be deployed: what is wrong, the drawing, and what the problem has to name. */
export const BAD_WORKFLOWS = [
  ['a script task', workflow(`<bpmn:scriptTask id="bad" scriptFormat="groovy"><bpmn:script>"touch /tmp/e2e-script".execute()</bpmn:script></bpmn:scriptTask>${END}`, LINE), /script/i],
  ['a class delegate', workflow(`<bpmn:serviceTask id="bad" flowable:class="java.lang.ProcessBuilder" />${END}`, LINE), /bad|class|service/i],
  ['a delegate expression beside a service', workflow(GOOD.replace('id="bad"', 'id="bad" flowable:delegateExpression="${x}"') + END, LINE), /expression|attribute|delegate/i],
  ['an execution listener', workflow(GOOD.replace('</bpmn:extensionElements>', '<flowable:executionListener event="start" expression="${1+1}" /></bpmn:extensionElements>') + END, LINE), /listener|element/i],
  ['an unknown service', workflow(service('bad', 'job-execution', 'no-such-service') + END, LINE), /no-such-service/],
  ['an unknown plugin', workflow(service('bad', 'no-such-plugin', 'run') + END, LINE), /no-such-plugin/],
  ['no end', workflow(GOOD, [['start', 'bad']]), /end/i],
  ['a cycle without exit', workflow(`${GOOD}${service('again', 'job-execution', 'run-script')}${END}`, [['start', 'bad'], ['bad', 'again'], ['again', 'bad']]), /cycle|exit|end|reach/i],
  ['no XML at all', 'not a drawing', /xml|bpmn/i],
  ['an entity that reads a file', `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${workflow(GOOD + END, LINE).slice(38).replace('id="end"', 'id="end" name="&e;"')}`, /doctype|dtd|entit/i],
];
