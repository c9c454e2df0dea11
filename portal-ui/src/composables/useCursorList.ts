import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import type { Page } from '@/api/types'

export interface CursorList<T> {
  items: ShallowRef<T[]>
  next: Ref<string | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  loaded: Ref<boolean>
  reload(): Promise<void>
  more(): Promise<void>
}

/** A list that grows page by page. A reload fetches as many pages as are shown, so that nothing jumps away. */
export function useCursorList<T>(fetchPage: (after: string | null) => Promise<Page<T>>, immediate = true): CursorList<T> {
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(immediate)
  const loaded = ref(false)
  let pages = 1
  let turn = 0

  async function run(work: (current: () => boolean) => Promise<void>): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      await work(() => mine === turn)
      if (mine === turn) problem.value = null
    } catch (error) {
      if (mine === turn) problem.value = asProblem(error)
    } finally {
      if (mine === turn) {
        loading.value = false
        loaded.value = true
      }
    }
  }

  const reload = () =>
    run(async (current) => {
      const rows: T[] = []
      let after: string | null = null
      let read = 0
      do {
        const page: Page<T> = await fetchPage(after)
        rows.push(...page.items)
        after = page.next
        read++
      } while (after !== null && read < pages)
      if (!current()) return
      items.value = rows
      next.value = after
    })

  const more = () =>
    run(async (current) => {
      const page = await fetchPage(next.value)
      if (!current()) return
      pages++
      items.value = [...items.value, ...page.items]
      next.value = page.next
    })

  onScopeDispose(() => (turn = -1))
  if (immediate) void reload()
  return { items, next, problem, loading, loaded, reload, more }
}
