import { runs } from '@/api/platform'
import type { NodeRun } from '@/api/types'
import { failedCount } from './useRunActions'

const PAGE = 200
/** As many as a run takes. */
const MOST_PAGES = 50

/** The records that a run was started on, or of them those that did not succeed at every step. */
export async function earlierRecords(runId: string, failedOnly: boolean): Promise<string[]> {
  const [run, nodes] = await Promise.all([runs.one(runId), runs.nodes(runId)])
  const whole = nodes.items.filter((node) => node.recordCount === run.recordCount && node.recordCount > 0)
  const looked = failedOnly ? nodes.items.filter((node) => failedCount(node) > 0) : whole.slice(0, 1)
  const found = await Promise.all(looked.map((node) => idsOf(runId, node, failedOnly)))
  return [...new Set(found.flat())]
}

async function idsOf(runId: string, node: NodeRun, failedOnly: boolean): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, next } = await runs.records(runId, node.nodeId, { limit: PAGE, after })
    ids.push(...items.filter((one) => !failedOnly || (one.outcome !== null && one.outcome !== 'SUCCEEDED')).map((one) => one.recordId))
    if (next === null) break
    after = next
  }
  return ids
}
