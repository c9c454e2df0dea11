import { useI18n } from 'vue-i18n'
import type { SelectedNode } from './useModeler'

/** What the nodes of a design are called. */
export function useNodeWords() {
  const { t, te } = useI18n()

  function typeOf({ type }: SelectedNode): string {
    const key = `nodeType.${type.replace('bpmn:', '')}`
    return te(key) ? t(key) : type
  }

  const nameOf = (node: SelectedNode) => node.name || typeOf(node)
  return { typeOf, nameOf }
}
