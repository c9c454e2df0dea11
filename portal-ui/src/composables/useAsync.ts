import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

export interface Async<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  reload(): Promise<void>
}

/** Loads something and keeps the last good answer while it loads again; answers that come out of turn are dropped. */
export function useAsync<T>(load: () => Promise<T>, immediate = true): Async<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(immediate)
  let turn = 0

  async function reload(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const answer = await load()
      if (mine !== turn) return
      data.value = answer
      problem.value = null
    } catch (error) {
      if (mine !== turn) return
      problem.value = asProblem(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  onScopeDispose(() => (turn = -1))
  if (immediate) void reload()
  return { data, problem, loading, reload }
}
