import { onScopeDispose, ref, shallowRef } from 'vue'
import { instances } from '@/api/platform'
import { withQuery } from '@/api/http'
import type { Problem } from '@/api/problem'
import { openStream, type Stream, type StreamState } from '@/api/stream'
import type { LogLine } from '@/api/types'
import { LineBuffer, type Line } from '@/components/log/lines'

const TAIL = 500
/** A container may have nothing to say for long, and its log has no heartbeats. */
const QUIET_MS = 20 * 60_000

/** A plugin instance's container log, followed live. */
export function useInstanceLogs(id: string) {
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

  function restart(): void {
    stream?.close()
    problem.value = null
    const mine = openStream(withQuery(instances.logsPath(id), { tail: TAIL }), {
      state: (next) => {
        // A new connection sends the last lines again.
        if (next === 'live') buffer = new LineBuffer()
        if (state.value !== 'ended' || next === 'live') state.value = next
      },
      message: ({ event, data }) => {
        if (event === 'end') {
          mine.close()
          state.value = 'ended'
          return
        }
        const line = JSON.parse(data) as LogLine
        if (typeof line.text !== 'string') return
        buffer.push({ text: line.text.replace(/\r?\n$/, ''), at: line.at, stream: line.stream })
        show()
      },
      refused: (refusal) => (problem.value = refusal),
    }, QUIET_MS)
    stream = mine
  }

  restart()
  onScopeDispose(() => {
    stream?.close()
    cancelAnimationFrame(scheduled)
  })
  return { lines, dropped, state, problem, restart }
}
