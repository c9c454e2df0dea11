import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { packages, runs, workflows } from '@/api/platform'
import { asProblem, type Problem } from '@/api/problem'
import { who } from '@/composables/useFormat'
import { useSession } from '@/stores/session'
import { useMenu } from './useMenu'

export interface Hit {
  kind: 'page' | 'workflow' | 'run' | 'package'
  title: string
  note: string
  to: string
}

const EACH = 6

/** Searches the pages at once and workflows, runs and packages at the server, a moment after the last key. */
export function useSearch() {
  const { t } = useI18n()
  const session = useSession()
  const { entries } = useMenu()
  const text = ref('')
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const found = shallowRef<Hit[]>([])
  let timer: number | undefined
  let turn = 0

  const pages = computed<Hit[]>(() =>
    entries.value
      .map((item) => ({ kind: 'page' as const, title: item.text, note: t(`group.${item.group}`), to: item.to }))
      .filter((hit) => matches(`${hit.title} ${hit.note}`, text.value)),
  )
  const hits = computed(() => [...pages.value, ...found.value])

  watch(text, () => {
    window.clearTimeout(timer)
    found.value = []
    loading.value = text.value.trim() !== ''
    timer = window.setTimeout(() => void ask(text.value.trim()), 200)
  })
  onScopeDispose(() => window.clearTimeout(timer))

  async function ask(search: string): Promise<void> {
    const mine = ++turn
    problem.value = null
    if (!search) return
    try {
      const answers = await Promise.all([
        session.can('workflows:read') ? workflowHits(search) : [],
        session.can('runs:read') ? runHits(search) : [],
        session.can('packages:read') ? packageHits(search) : [],
      ])
      if (mine === turn) found.value = answers.flat()
    } catch (error) {
      if (mine === turn) problem.value = asProblem(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  return { text, hits, loading, problem }
}

function matches(where: string, text: string): boolean {
  return where.toLowerCase().includes(text.trim().toLowerCase())
}

async function workflowHits(search: string): Promise<Hit[]> {
  const { items } = await workflows.list({ search, limit: EACH })
  return items.map((one) => ({ kind: 'workflow', title: one.name, note: one.description ?? '', to: `/workflows/${one.id}` }))
}

async function runHits(search: string): Promise<Hit[]> {
  const { items } = await runs.list({ search, limit: EACH })
  return items.map((one) => ({ kind: 'run', title: one.workflowName, note: one.reason ?? who(one.startedBy), to: `/runs/${one.id}` }))
}

async function packageHits(search: string): Promise<Hit[]> {
  const { items } = await packages.list({ search, limit: EACH })
  return items.map((one) => ({ kind: 'package', title: one.name, note: one.version, to: `/packages/${one.id}` }))
}
