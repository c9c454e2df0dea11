import { ref, shallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

/** One action at a time, with what went wrong kept for the page to show. Resolves to whether it was done. */
export function useSubmit() {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function submit(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await work()
      return true
    } catch (error) {
      problem.value = asProblem(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, submit }
}
