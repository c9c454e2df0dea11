import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { nextTick, onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { fitInto, LEGIBLE } from '@/bpmn/fit'
import { sextantModdle } from '@/bpmn/moddle'
import { diagramColours, diagramText } from '@/bpmn/theme'
import type { Canvas, ElementRegistry, Overlays } from '@/bpmn/types'
import { asProblem, type Problem } from '@/api/problem'
import type { NodeRun, NodeState } from '@/api/types'
import { lookOf } from '@/components/states'
import { doneCount, failedCount } from './useRunActions'

const NODE_STATES: NodeState[] = ['WAITING', 'NOT_REACHED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED']

/** The diagram of a run's version with the state of each node upon it. */
export function useRunDiagram(
  box: Ref<HTMLElement | null>,
  props: { bpmn: string; nodes: readonly NodeRun[]; selected: string },
  select: (nodeId: string) => void,
) {
  const { t } = useI18n()
  const problem = shallowRef<Problem | null>(null)
  let viewer: NavigatedViewer | null = null
  let drawn = false
  let marked = ''
  const canvas = () => viewer?.get<Canvas>('canvas')

  async function draw(): Promise<void> {
    if (!viewer) return
    drawn = false
    try {
      await viewer.importXML(props.bpmn)
      drawn = true
      fit(LEGIBLE)
      paint()
    } catch (error) {
      problem.value = asProblem(error)
    }
  }

  function fit(smallest = 0): void {
    const canvasNow = canvas()
    if (canvasNow) fitInto(canvasNow, { left: 24, right: 24, top: 48, bottom: 32 }, 1.2, smallest)
  }

  function zoom(direction: number): void {
    viewer?.get<{ stepZoom(by: number): void }>('zoomScroll').stepZoom(direction)
  }

  function paint(): void {
    if (!viewer || !drawn) return
    const overlays = viewer.get<Overlays>('overlays')
    const registry = viewer.get<ElementRegistry>('elementRegistry')
    overlays.remove({ type: 'node-state' })
    for (const node of props.nodes.filter((one) => registry.get(one.nodeId))) {
      for (const state of NODE_STATES) canvas()?.removeMarker(node.nodeId, `state-${state}`)
      canvas()?.addMarker(node.nodeId, `state-${node.state}`)
      overlays.add(node.nodeId, 'node-state', { position: { bottom: 10, left: 6 }, html: mark(node) })
    }
    if (marked && registry.get(marked)) canvas()?.removeMarker(marked, 'chosen')
    marked = props.selected
    if (marked && registry.get(marked)) canvas()?.addMarker(marked, 'chosen')
  }

  function mark(node: NodeRun): HTMLElement {
    const element = document.createElement('div')
    element.className = 'node-mark'
    element.dataset.state = node.state
    element.style.setProperty('--mark', `var(--${lookOf(node.state).tone})`)
    // Under “failed” the failed ones are counted, not those that have come to an end.
    const counted = node.state === 'FAILED' ? failedCount(node) : doneCount(node)
    element.textContent = node.recordCount ? `${t(`state.${node.state}`)} ${counted}/${node.recordCount}` : t(`state.${node.state}`)
    return element
  }

  onMounted(async () => {
    await nextTick()
    viewer = new NavigatedViewer({
      container: box.value as HTMLElement,
      moddleExtensions: { sextant: sextantModdle },
      bpmnRenderer: diagramColours,
      textRenderer: diagramText,
    })
    viewer.on('element.click', (event: { element: { id: string } }) => {
      if (props.nodes.some((node) => node.nodeId === event.element.id)) select(event.element.id)
    })
    await draw()
  })
  watch(() => props.bpmn, draw)
  watch(() => [props.nodes, props.selected], paint)
  onBeforeUnmount(() => viewer?.destroy())
  return { problem, fit, zoom }
}
