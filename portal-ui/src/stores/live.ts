import { defineStore } from 'pinia'
import { ref, shallowReactive } from 'vue'
import { events, runs } from '@/api/platform'
import { openStream, type Stream, type StreamState } from '@/api/stream'
import type { PlatformEvent } from '@/api/types'

type Listener = (event: PlatformEvent) => void

const COUNTED = 100

/** The one connection to the platform's event feed; pages subscribe to it instead of polling. */
export const useLive = defineStore('live', () => {
  const state = ref<StreamState | 'refused'>('connecting')
  /** Null until the first count. */
  const running = ref<number | null>(null)
  const runningMore = ref(false)
  const listeners = shallowReactive(new Set<Listener>())
  let stream: Stream | null = null
  let counting: number | undefined
  let wasLost = false

  function start(): void {
    if (stream) return
    void count()
    stream = openStream(events.path, {
      state: (next) => {
        state.value = next
        if (next === 'lost') wasLost = true
        if (next === 'live' && wasLost) {
          wasLost = false
          countSoon()
        }
      },
      refused: () => (state.value = 'refused'),
      message: (message) => {
        const event = parse(message.data)
        if (event) deliver(event)
      },
    })
  }

  function stop(): void {
    stream?.close()
    stream = null
    window.clearTimeout(counting)
  }

  function deliver(event: PlatformEvent): void {
    if (event.type === 'run.started' || event.type === 'run.changed') countSoon()
    for (const listener of listeners) listener(event)
  }

  function countSoon(): void {
    window.clearTimeout(counting)
    counting = window.setTimeout(() => void count(), 400)
  }

  async function count(): Promise<void> {
    try {
      const page = await runs.list({ state: 'RUNNING', limit: COUNTED })
      running.value = page.items.length
      runningMore.value = page.next !== null
    } catch {
      // The counter keeps its last value; the pages themselves say what failed.
    }
  }

  function listen(listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { state, running, runningMore, start, stop, listen }
})

function parse(data: string): PlatformEvent | null {
  try {
    return JSON.parse(data) as PlatformEvent
  } catch {
    return null
  }
}
