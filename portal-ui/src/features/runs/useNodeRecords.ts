import { watch, type Ref } from 'vue'
import { runs } from '@/api/platform'
import type { NodeRun, RecordRun } from '@/api/types'
import { useCursorList } from '@/composables/useCursorList'
import { useLiveReload } from '@/composables/useLiveReload'

/** The records of one node of a run, filtered at the server and kept current. */
export function useNodeRecords(runId: string, nodeId: () => string, filter: { outcome: Ref<string>; search: Ref<string> }) {
  const list = useCursorList<RecordRun>((after) =>
    runs.records(runId, nodeId(), { outcome: filter.outcome.value, search: filter.search.value, after, limit: 100 }),
  )
  watch([filter.outcome, filter.search, nodeId], () => void list.reload())
  useLiveReload((event) => event.runId === runId && (event.nodeId === null || event.nodeId === undefined || event.nodeId === nodeId()) && event.type !== 'output.appended', list.reload)
  return list
}

/** The word under which a record stands: its outcome, or before it has one its state. */
export function stateOf(record: RecordRun): string {
  return record.outcome ?? record.state
}

export function outcomesOf(node: NodeRun): [string, number][] {
  return Object.entries(node.outcomes ?? {}).filter((entry): entry is [string, number] => (entry[1] ?? 0) > 0)
}
