import { onScopeDispose, ref } from 'vue'

const now = ref(Date.now())
let users = 0
let timer: number | undefined

/** The current time, one clock for the whole page, ticking each second while somebody looks at it. */
export function useNow() {
  if (users++ === 0) {
    now.value = Date.now()
    timer = window.setInterval(() => (now.value = Date.now()), 1000)
  }
  onScopeDispose(() => {
    if (--users === 0) window.clearInterval(timer)
  })
  return now
}
