import { onScopeDispose, ref, shallowRef } from 'vue'
import { withQuery } from '@/api/http'
import { runs } from '@/api/platform'
import type { Problem } from '@/api/problem'
import { openStream, type Stream, type StreamState } from '@/api/stream'
import type { OutputChunk } from '@/api/types'
import { LineBuffer, type Line } from '@/components/log/lines'

/** The output of one record, from its first byte on, followed while it grows; after a lost connection it goes on at its offset. */
export function useRecordOutput(runId: string) {
  const lines = shallowRef<readonly Line[]>([])
  const dropped = ref(0)
  const state = ref<StreamState | 'ended'>('connecting')
  const problem = shallowRef<Problem | null>(null)
  let buffer = new LineBuffer()
  let stream: Stream | null = null
  let scheduled = 0

  function show(): void {
    scheduled ||= requestAnimationFrame(() => {
      scheduled = 0
      lines.value = buffer.lines.slice()
      dropped.value = buffer.dropped
    })
  }

  function open(nodeId: string, recordId: string, attempt: number | null): void {
    stream?.close()
    buffer = new LineBuffer()
    problem.value = null
    state.value = 'connecting'
    show()
    const mine = openStream(withQuery(runs.outputPath(runId, nodeId, recordId), { attempt, after: 0 }), {
      state: (next) => {
        if (state.value !== 'ended') state.value = next
      },
      message: ({ event, data }) => {
        if (event === 'end') {
          state.value = 'ended'
          mine.close()
          return
        }
        const chunk = JSON.parse(data) as OutputChunk
        buffer.append(chunk.text, chunk.at)
        show()
      },
      refused: (refusal) => (problem.value = refusal),
    })
    stream = mine
  }

  onScopeDispose(() => {
    stream?.close()
    cancelAnimationFrame(scheduled)
  })
  return { lines, dropped, state, problem, open }
}
