import { computed, ref, watch, type Ref } from 'vue'
import type { NodeRun } from '@/api/types'
import { useUrlFilter } from '@/composables/useUrlFilter'
import { useUrlPatch } from '@/composables/useUrlPatch'

/** The node and the record that are looked at: what a person chose, or until then what needs a person or runs, following the run. */
export function useRunFocus(nodes: Ref<readonly NodeRun[]>) {
  const chosenNode = useUrlFilter('node')
  const chosenRecord = useUrlFilter('record')
  const firstRecord = ref('')
  const patch = useUrlPatch()

  const node = computed(() => chosenNode.value || (worthALook(nodes.value)?.nodeId ?? ''))
  const record = computed(() => chosenRecord.value || firstRecord.value)
  const selected = computed(() => nodes.value.find((one) => one.nodeId === node.value) ?? null)
  watch(node, () => (firstRecord.value = ''))

  const chooseNode = (id: string, tab?: string) => (id === chosenNode.value && !tab) || patch({ node: id, record: id === chosenNode.value ? chosenRecord.value || undefined : undefined, ...(tab ? { tab } : {}) })
  const chooseRecord = (id: string, tab?: string) => patch({ node: node.value, record: id, ...(tab ? { tab } : {}) })
  return { node, record, selected, chooseNode, chooseRecord, offerRecord: (id: string) => (firstRecord.value = id) }
}

function worthALook(nodes: readonly NodeRun[]): NodeRun | undefined {
  const inState = (state: string) => nodes.find((node) => node.state === state)
  return inState('FAILED') ?? inState('RUNNING') ?? nodes.filter((node) => node.startedAt !== null).at(-1) ?? nodes[0]
}
