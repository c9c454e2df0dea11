import type Modeler from 'bpmn-js/lib/Modeler'
import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { readBinding, writeBinding, type Binding } from '@/bpmn/binding'
import { serviceShape } from '@/bpmn/insertService'
import { fitInto, LEGIBLE } from '@/bpmn/fit'
import { createModeler } from '@/bpmn/modeler'
import { isFollowable, pressByKeyboard } from '@/bpmn/keyboard'
import type { Canvas, CommandStack, Create, ElementFactory, ElementRegistry, Moddle, Modeling, Selection, Shape } from '@/bpmn/types'

export interface SelectedNode {
  id: string
  type: string
  name: string
  binding: Binding | null
  left: number
  leadsTo: string[]
}

/** The diagram that is edited: every change goes through the modeler's commands, so that undo knows it. */
export function useModeler(box: Ref<HTMLElement | null>, changed: () => void) {
  const { t, te } = useI18n()
  const selected = shallowRef<SelectedNode | null>(null)
  const nodes = shallowRef<readonly SelectedNode[]>([])
  const canUndo = ref(false)
  const canRedo = ref(false)
  const ready = ref(false)
  let modeler: Modeler | null = null
  let started: (value: Modeler) => void
  const starting = new Promise<Modeler>((resolve) => (started = resolve))
  const part = <T>(name: string) => (modeler as Modeler).get<T>(name)

  function describe(element: Shape | undefined): SelectedNode | null {
    if (!element || element.waypoints || element.type === 'bpmn:Process') return null
    const node = element.labelTarget ?? element
    return { id: node.id, type: node.type, name: String(node.businessObject.name ?? ''), binding: readBinding(node.businessObject), left: node.x, leadsTo: node.outgoing.map((flow) => flow.target.id) }
  }

  /** Every node, in the order in which they stand, with those that they lead to. */
  function list(): void {
    nodes.value = part<ElementRegistry>('elementRegistry')
      .filter((one) => !one.labelTarget && one.type !== 'label')
      .flatMap((one) => describe(one) ?? [])
      .sort((one, other) => one.left - other.left)
  }

  function look(): void {
    const chosen = part<Selection>('selection').get()
    selected.value = chosen.length === 1 ? describe(chosen[0]) : null
  }

  function onCommand(): void {
    const stack = part<CommandStack>('commandStack')
    canUndo.value = stack.canUndo()
    canRedo.value = stack.canRedo()
    look()
    list()
    if (ready.value) changed()
  }

  onMounted(async () => {
    await nextTick()
    pressByKeyboard(box.value as HTMLElement)
    modeler = createModeler(box.value as HTMLElement, (text) => (te(`bpmn.${text}`) ? t(`bpmn.${text}`) : text))
    modeler.on('selection.changed', look)
    modeler.on('commandStack.changed', onCommand)
    started(modeler)
  })
  onBeforeUnmount(() => modeler?.destroy())

  async function load(xml: string): Promise<void> {
    const here = await starting
    ready.value = false
    await here.importXML(xml)
    fit(LEGIBLE)
    list()
    ready.value = true
  }

  function fit(smallest = 0): void {
    fitInto(part<Canvas>('canvas'), { left: 84, right: 32, top: 32, bottom: 32 }, 1, smallest)
  }

  const xml = async () => (await (modeler as Modeler).saveXML({ format: true })).xml ?? ''
  const element = (id: string) => part<ElementRegistry>('elementRegistry').get(id)

  function update(id: string, properties: Record<string, unknown>): void {
    const found = element(id)
    if (found) part<Modeling>('modeling').updateProperties(found, properties)
  }

  function bind(id: string, binding: Binding): void {
    const found = element(id)
    if (found) update(id, { extensionElements: writeBinding(part<Moddle>('moddle'), found.businessObject, binding) })
  }

  const newShape = (name: string, binding: Binding) => serviceShape(part<ElementFactory>('elementFactory'), part<Moddle>('moddle'), name, binding)

  function insert(name: string, binding: Binding): void {
    const [after] = part<Selection>('selection').get()
    const shape = newShape(name, binding)
    part<CommandStack>('commandStack').execute('sextant.insertService', { shape, after: isFollowable(after) ? after : null })
    part<Selection>('selection').select(shape)
    fit()
  }

  function drag(event: Event, name: string, binding: Binding): void {
    part<Create>('create').start(event, newShape(name, binding))
  }

  function show(id: string): void {
    const found = element(id)
    if (!found) return
    part<Canvas>('canvas').scrollToElement(found)
    part<Selection>('selection').select(found)
  }

  /** Draws what is missing of the flows from a node, and removes what is too much. */
  function lead(id: string, targets: readonly string[]): void {
    const source = element(id)
    if (!source) return
    const modeling = part<Modeling>('modeling')
    const kept = source.outgoing.map((flow) => flow.target.id)
    for (const target of targets.filter((one) => !kept.includes(one))) {
      const found = element(target)
      if (found) modeling.connect(source, found)
    }
    const dropped = source.outgoing.filter((flow) => !targets.includes(flow.target.id))
    if (dropped.length) modeling.removeElements(dropped)
  }

  function remove(id: string): void {
    const found = element(id)
    if (found) part<Modeling>('modeling').removeElements([found])
  }

  const clear = () => part<Selection>('selection').select([])

  return {
    selected, nodes, clear, lead, remove, canUndo, canRedo, ready, load, xml, update, bind, insert, drag, show, fit, starting,
    undo: () => part<CommandStack>('commandStack').undo(),
    redo: () => part<CommandStack>('commandStack').redo(),
  }
}
