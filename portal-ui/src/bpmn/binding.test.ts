import { BpmnModdle } from 'bpmn-moddle'
import { describe, expect, it } from 'vitest'
import { readBinding, withParameter, writeBinding, type Binding } from './binding'
import { sextantModdle } from './moddle'
import type { Moddle, ModdleElement } from './types'

interface Definitions { rootElement: { rootElements: { flowElements: ModdleElement[] }[] } }

const moddle = new BpmnModdle({ sextant: sextantModdle })

const diagram = (inner: string) => `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:sextant="https://sextant.dev/bpmn/1" targetNamespace="x"><bpmn:process id="p">
  <bpmn:serviceTask id="run">${inner}</bpmn:serviceTask></bpmn:process></bpmn:definitions>`

const BOUND = `<bpmn:extensionElements><sextant:service plugin="job-execution" name="run-script" version="1.0.0"/>
  <sextant:records entity="inventory:host" select="FIXED"><sextant:record id="h1"/><sextant:record id="h2"/></sextant:records>
  <sextant:parameter name="script" from="CONSTANT"><![CDATA[if [ 1 -lt 2 ]; then echo "a & b"; fi
exit 0]]></sextant:parameter></bpmn:extensionElements>`

async function parse(inner: string) {
  const result = (await moddle.fromXML(diagram(inner))) as unknown as Definitions
  return { definitions: result.rootElement, node: result.rootElement.rootElements[0]?.flowElements[0] as ModdleElement }
}

const EXPECTED: Binding = {
  service: { plugin: 'job-execution', name: 'run-script', version: '1.0.0' },
  records: { entity: 'inventory:host', select: 'FIXED', ids: ['h1', 'h2'] },
  parameters: [{ name: 'script', from: 'CONSTANT', value: 'if [ 1 -lt 2 ]; then echo "a & b"; fi\nexit 0' }],
}

describe('a binding', () => {
  it('is read from BPMN', async () => {
    expect(readBinding((await parse(BOUND)).node)).toEqual(EXPECTED)
  })

  it('keeps the name that its service is called under', async () => {
    const named: Binding = { ...EXPECTED, service: { ...EXPECTED.service, registration: 'nightly' } }
    const { definitions, node } = await parse('')
    node.extensionElements = writeBinding(moddle as unknown as Moddle, node, named)
    const { xml } = await moddle.toXML(definitions)
    expect(xml).toContain('registration="nightly"')
    const again = (await moddle.fromXML(xml)) as unknown as Definitions
    expect(readBinding(again.rootElement.rootElements[0]?.flowElements[0] as ModdleElement)).toEqual(named)
  })

  it('comes back the same from the XML it was written to', async () => {
    const { definitions, node } = await parse('')
    node.extensionElements = writeBinding(moddle as unknown as Moddle, node, EXPECTED)
    const { xml } = await moddle.toXML(definitions)
    const again = (await moddle.fromXML(xml)) as unknown as Definitions
    expect(readBinding(again.rootElement.rootElements[0]?.flowElements[0] as ModdleElement)).toEqual(EXPECTED)
  })

  it('is none where a node has no service', async () => {
    expect(readBinding((await parse('')).node)).toBeNull()
  })

  it('keeps the place of a changed parameter and loses a removed one', () => {
    const two = withParameter(EXPECTED, 'timeout', 'CONSTANT', 'PT5M')
    expect(withParameter(two, 'script', 'VARIABLE', 'x').parameters.map((one) => one.name)).toEqual(['script', 'timeout'])
    expect(withParameter(two, 'script', 'CONSTANT', null).parameters.map((one) => one.name)).toEqual(['timeout'])
  })
})
