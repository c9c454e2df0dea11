import { computed } from 'vue'
import { runs, workflows } from '@/api/platform'
import { useAsync } from '@/composables/useAsync'
import { useLiveReload } from '@/composables/useLiveReload'

/** A run with its nodes and the diagram of its version, kept current by events. */
export function useRun(id: string) {
  const run = useAsync(() => runs.one(id))
  const nodes = useAsync(() => runs.nodes(id))
  const version = useAsync(async () => {
    const { versionId } = await runs.one(id)
    return workflows.version(versionId)
  })
  const reload = () => Promise.all([run.reload(), nodes.reload()])
  useLiveReload((event) => event.runId === id && event.type !== 'output.appended', reload)

  const over = computed(() => ['SUCCEEDED', 'FAILED', 'TERMINATED'].includes(run.data.value?.state ?? ''))
  const nodeList = computed(() => nodes.data.value?.items ?? [])
  return { run, nodes, version, nodeList, over, reload }
}
