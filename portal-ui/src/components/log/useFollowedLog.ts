import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Problem } from '@/api/problem'
import { openStream, SILENCE_MS, type Stream, type StreamState } from '@/api/stream'
import { LineBuffer, type Line } from './lines'

export interface FollowedLog {
  path: string
  take: (data: string, buffer: LineBuffer) => void
  /** Each new connection sends its lines from the beginning, instead of going on where the last one broke off. */
  repeats?: boolean
  silenceMs?: number
}

/** A log that is followed while it grows, until its end. */
export function useFollowedLog() {
  const lines = shallowRef<readonly Line[]>([])
  const dropped = ref(0)
  const state = ref<StreamState | 'ended'>('connecting')
  const problem = shallowRef<Problem | null>(null)
  let buffer = new LineBuffer()
  let stream: Stream | null = null
  let scheduled = 0

  function show(): void {
    // Many lines may come at once: one repaint for all of them.
    scheduled ||= requestAnimationFrame(() => {
      scheduled = 0
      lines.value = buffer.lines.slice()
      dropped.value = buffer.dropped
    })
  }

  function follow({ path, take, repeats, silenceMs = SILENCE_MS }: FollowedLog): void {
    stream?.close()
    buffer = new LineBuffer()
    problem.value = null
    state.value = 'connecting'
    show()
    const mine = openStream(path, {
      state: (next) => {
        if (next === 'live' && repeats) buffer = new LineBuffer()
        if (state.value !== 'ended') state.value = next
      },
      message: ({ event, data }) => {
        if (event === 'end') {
          state.value = 'ended'
          mine.close()
          return
        }
        take(data, buffer)
        show()
      },
      refused: (refusal) => (problem.value = refusal),
    }, silenceMs)
    stream = mine
  }

  onScopeDispose(() => {
    stream?.close()
    cancelAnimationFrame(scheduled)
  })
  return { lines, dropped, state, problem, follow }
}
