import { onScopeDispose, ref, shallowRef } from 'vue'
import { packages } from '@/api/platform'
import { asProblem, type Problem } from '@/api/problem'
import type { PluginPackage } from '@/api/types'
import { uploadFile } from '@/api/upload'

export type UploadStep = 'choose' | 'sending' | 'verifying' | 'refused'

/** One upload from the choice of the file to the verified package. */
export function useUpload(done: (uploaded: PluginPackage) => void) {
  const step = ref<UploadStep>('choose')
  const file = shallowRef<File | null>(null)
  const sent = ref(0)
  const problem = shallowRef<Problem | null>(null)
  let running: AbortController | null = null

  async function upload(chosen: File): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    file.value = chosen
    sent.value = 0
    problem.value = null
    step.value = 'sending'
    try {
      const handlers = { progress: (now: number) => (sent.value = now), sent: () => (step.value = 'verifying') }
      done(await uploadFile<PluginPackage>(packages.uploadPath, chosen, handlers, mine.signal))
    } catch (error) {
      if (mine.signal.aborted) return
      problem.value = asProblem(error)
      step.value = 'refused'
    }
  }

  function cancel(): void {
    running?.abort()
    step.value = 'choose'
    file.value = null
  }

  onScopeDispose(() => running?.abort())
  return { step, file, sent, problem, upload, cancel }
}
