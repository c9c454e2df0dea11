import { onScopeDispose, watch } from 'vue'
import type { PlatformEvent } from '@/api/types'
import { useLive } from '@/stores/live'

/** Calls `reload` soon after an event that concerns it, many events at once counting as one, and after a lost connection. */
export function useLiveReload(concerns: (event: PlatformEvent) => boolean, reload: () => unknown, pauseMs = 300): void {
  const live = useLive()
  let timer: number | undefined

  function soon(): void {
    timer ??= window.setTimeout(() => {
      timer = undefined
      reload()
    }, pauseMs)
  }

  const stop = live.listen((event) => {
    if (concerns(event)) soon()
  })
  watch(
    () => live.state,
    (now, before) => {
      if (now === 'live' && before === 'lost') soon()
    },
  )
  onScopeDispose(() => {
    stop()
    window.clearTimeout(timer)
  })
}
