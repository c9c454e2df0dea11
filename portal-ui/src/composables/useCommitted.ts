import { onBeforeUnmount, ref, watch } from 'vue'

const PAUSE_MS = 400

/** A text that is handed on a moment after the last key, on leaving the field, and at the latest when the field goes. */
export function useCommitted(current: () => string, commit: (text: string) => void) {
  const text = ref(current())
  let timer: number | undefined

  watch(current, (now) => {
    if (timer === undefined) text.value = now
  })

  function type(next: string): void {
    text.value = next
    window.clearTimeout(timer)
    timer = window.setTimeout(flush, PAUSE_MS)
  }

  function flush(): void {
    if (timer === undefined) return
    window.clearTimeout(timer)
    timer = undefined
    if (text.value !== current()) commit(text.value)
  }

  onBeforeUnmount(flush)
  return { text, type, flush }
}
