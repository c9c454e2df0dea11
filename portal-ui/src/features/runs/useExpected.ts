import { computed, watch, type Ref } from 'vue'
import { runs } from '@/api/platform'
import type { Run } from '@/api/types'
import { useAsync } from '@/composables/useAsync'
import { useNow } from '@/composables/useNow'

const LOOKED_AT = 9

/** How long this run should take, as the latest runs of its workflow did; null where none has succeeded yet. */
export function useExpected(run: Ref<Run>) {
  const now = useNow()
  const running = computed(() => run.value.state === 'RUNNING' && !run.value.stopping)
  const earlier = useAsync(async () => (await runs.list({ workflowId: run.value.workflowId, state: 'SUCCEEDED', limit: LOOKED_AT })).items, false)
  watch(running, (is) => is && void earlier.reload(), { immediate: true })

  const expected = computed(() => (running.value ? usual(earlier.data.value ?? []) : null))
  const taken = computed(() => now.value - Date.parse(run.value.startedAt))
  /** Never whole: only its end says that a run has ended. */
  const percent = computed(() => (expected.value ? Math.min(99, Math.floor((taken.value / expected.value) * 100)) : 0))
  const late = computed(() => expected.value !== null && taken.value > expected.value * 1.5)
  return { expected, percent, late }
}

/** The middle one of their durations, so that a single odd run does not count. */
export function usual(ended: readonly Run[]): number | null {
  const durations = ended.flatMap((one) => (one.endedAt ? [Date.parse(one.endedAt) - Date.parse(one.startedAt)] : [])).sort((a, b) => a - b)
  return durations[Math.floor(durations.length / 2)] ?? null
}
