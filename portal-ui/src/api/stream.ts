import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { asProblem, type Problem } from './problem'
import { problemOf, send } from './http'

export type StreamState = 'connecting' | 'live' | 'lost'

export interface StreamHandlers {
  message(message: EventSourceMessage): void
  state?(state: StreamState): void
  /** The server refused for good (4xx): no further attempt is made. */
  refused?(problem: Problem): void
}

export interface Stream {
  close(): void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/** Most streams send heartbeats; a connection that is silent for this long is taken for dead. */
export const SILENCE_MS = 45_000

/**
 * Server-sent events over fetch, because EventSource cannot carry the Authorization header. Resumes with
 * Last-Event-ID after a lost connection, and takes one that is silent for `silenceMs` for lost.
 */
export function openStream(path: string, handlers: StreamHandlers, silenceMs = SILENCE_MS): Stream {
  const closing = new AbortController()
  void run(path, handlers, closing.signal, silenceMs)
  return { close: () => closing.abort() }
}

async function run(path: string, handlers: StreamHandlers, closed: AbortSignal, silenceMs: number): Promise<void> {
  let pause = FIRST_PAUSE_MS
  let resumeFrom = ''
  while (!closed.aborted) {
    handlers.state?.(pause === FIRST_PAUSE_MS ? 'connecting' : 'lost')
    try {
      await follow(path, resumeFrom, closed, silenceMs, {
        opened: () => {
          pause = FIRST_PAUSE_MS
          handlers.state?.('live')
        },
        message: (message) => {
          if (message.id !== undefined) resumeFrom = message.id
          handlers.message(message)
        },
      })
    } catch (error) {
      const problem = asProblem(error)
      if (!closed.aborted && problem.status >= 400 && problem.status < 500 && problem.status !== 429) {
        handlers.state?.('lost')
        handlers.refused?.(problem)
        return
      }
    }
    if (closed.aborted) return
    handlers.state?.('lost')
    await wait(pause, closed)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
}

interface Following {
  opened(): void
  message(message: EventSourceMessage): void
}

async function follow(path: string, lastEventId: string, closed: AbortSignal, silenceMs: number, on: Following): Promise<void> {
  const attempt = new AbortController()
  const abort = () => attempt.abort()
  closed.addEventListener('abort', abort)
  let silence = window.setTimeout(abort, silenceMs)
  try {
    const headers: Record<string, string> = { Accept: 'text/event-stream' }
    if (lastEventId) headers['Last-Event-ID'] = lastEventId
    const response = await send(path, { headers, signal: attempt.signal, cache: 'no-store' })
    if (!response.ok || !response.body) throw await problemOf(response)
    on.opened()
    const parser = createParser({ onEvent: on.message })
    const decoder = new TextDecoder()
    const reader = response.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      window.clearTimeout(silence)
      silence = window.setTimeout(abort, silenceMs)
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } finally {
    window.clearTimeout(silence)
    closed.removeEventListener('abort', abort)
  }
}

function wait(ms: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, ms)
    closed.addEventListener('abort', () => {
      window.clearTimeout(timer)
      resolve()
    })
  })
}
