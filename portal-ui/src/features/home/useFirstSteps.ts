import { computed } from 'vue'
import { instances, packages, runs, workflows } from '@/api/platform'
import { entityRecords } from '@/api/records'
import type { PluginInstance, Run } from '@/api/types'
import { useAsync } from '@/composables/useAsync'
import { useLiveReload } from '@/composables/useLiveReload'
import { useSession } from '@/stores/session'

export type StepKey = 'upload' | 'launch' | 'hosts' | 'design' | 'run'

export interface Step {
  key: StepKey
  to: string
  done: boolean
}

const FEW = 100
/** More that need a person than these are told by a link to all. */
export const MOST_TOLD = 5

/** How far this platform has come, from its first package to its first run, and what its latest runs are. */
export function useFirstSteps() {
  const session = useSession()
  const permitted = async <T>(permission: string, load: () => Promise<{ items: T[] }>): Promise<T[] | null> =>
    session.can(permission) ? (await load()).items : null

  const state = useAsync(async () => {
    const [packs, running, designs, recent, undecided] = await Promise.all([
      permitted('packages:read', () => packages.list({ limit: FEW })),
      permitted('instances:read', () => instances.list({ limit: FEW })),
      permitted('workflows:read', () => workflows.list({ limit: FEW })),
      permitted('runs:read', () => runs.list({ limit: 8 })),
      permitted('runs:read', () => runs.list({ state: 'NEEDS_DECISION', limit: MOST_TOLD + 1 })),
    ])
    const hasInventory = running?.some((one) => one.plugin === 'inventory' && one.state === 'HEALTHY') ?? false
    return { packs, running, designs, recent, undecided, hosts: hasInventory ? await countHosts() : 0 }
  })
  useLiveReload((event) => event.type !== 'output.appended' && event.type !== 'records.changed', state.reload, 1000)

  const steps = computed<Step[]>(() => {
    const now = state.data.value
    if (!now) return []
    const first = now.packs?.find((one) => one.state === 'UPLOADED') ?? now.packs?.[0]
    const all: Step[] = [
      { key: 'upload', to: '/packages/upload', done: (now.packs?.length ?? 0) > 0 },
      { key: 'launch', to: first ? `/packages/${first.id}` : '/packages', done: now.running?.some((one) => one.state === 'HEALTHY') ?? false },
      { key: 'hosts', to: '/records/inventory/host', done: now.hosts > 0 },
      { key: 'design', to: '/workflows', done: now.designs?.some((one) => one.latestVersion) ?? false },
      { key: 'run', to: '/runs/start', done: (now.recent?.length ?? 0) > 0 },
    ]
    const needed = { upload: 'packages:manage', launch: 'instances:manage', hosts: 'inventory:manage', design: 'workflows:manage', run: 'runs:operate' }
    return all.filter((step) => session.can(needed[step.key]))
  })
  const recent = computed<Run[] | null>(() => state.data.value?.recent ?? null)
  const undecided = computed<Run[]>(() => state.data.value?.undecided ?? [])
  const unwell = computed<PluginInstance[]>(() => state.data.value?.running?.filter((one) => one.state === 'UNHEALTHY' || one.state === 'FAILED').slice(0, MOST_TOLD) ?? [])
  return { steps, recent, undecided, unwell, problem: state.problem, loading: state.loading, reload: state.reload }
}

/** The inventory may be away for a moment; the overview stands without it. */
async function countHosts(): Promise<number> {
  try {
    return (await entityRecords('inventory', 'host').query({ limit: 1 })).items.length
  } catch {
    return 0
  }
}
