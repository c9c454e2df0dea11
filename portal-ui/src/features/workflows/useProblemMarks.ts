import type Modeler from 'bpmn-js/lib/Modeler'
import { watch, type Ref } from 'vue'
import type { Canvas, ElementRegistry, Overlays } from '@/bpmn/types'
import type { WorkflowProblem } from '@/api/types'

/** Shows the problems of a check upon the elements they concern. */
export function useProblemMarks(starting: Promise<Modeler>, problems: Ref<readonly WorkflowProblem[]>): void {
  let marked: string[] = []

  async function paint(): Promise<void> {
    const modeler = await starting
    const overlays = modeler.get<Overlays>('overlays')
    const canvas = modeler.get<Canvas>('canvas')
    const registry = modeler.get<ElementRegistry>('elementRegistry')
    overlays.remove({ type: 'problem' })
    for (const id of marked.filter((one) => registry.get(one))) canvas.removeMarker(id, 'has-error')
    const ids = [...new Set(problems.value.map((one) => one.elementId ?? ''))].filter((id) => registry.get(id))
    marked = ids
    for (const id of ids) {
      const own = problems.value.filter((one) => one.elementId === id)
      const error = own.some((one) => one.severity === 'ERROR')
      if (error) canvas.addMarker(id, 'has-error')
      overlays.add(id, 'problem', { position: { top: -10, right: 10 }, html: mark(own, error) })
    }
  }

  watch(problems, paint)
}

function mark(own: readonly WorkflowProblem[], error: boolean): HTMLElement {
  const element = document.createElement('div')
  element.className = 'problem-mark'
  element.style.setProperty('--mark', error ? 'var(--red)' : 'var(--amber)')
  element.title = own.map((one) => one.message).join('\n')
  element.textContent = own.length > 1 ? String(own.length) : '!'
  return element
}
