import { afterEach, describe, expect, it, vi } from 'vitest'
import { openStream, type StreamState } from './stream'

function eventStream(text: string): Response {
  return new Response(text, { status: 200, headers: { 'Content-Type': 'text/event-stream' } })
}

describe('openStream', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('resumes after the last event it saw and says that the connection was lost', async () => {
    const asked: (string | null)[] = []
    const fetchStub = vi.fn((_path: string, init: RequestInit) => {
      asked.push(new Headers(init.headers).get('Last-Event-ID'))
      return Promise.resolve(eventStream(asked.length === 1 ? 'id: 7\ndata: one\n\n' : 'id: 8\ndata: two\n\n'))
    })
    vi.stubGlobal('fetch', fetchStub)
    const seen: string[] = []
    const states: StreamState[] = []

    await new Promise<void>((resolve) => {
      const stream = openStream('/events', {
        state: (state) => states.push(state),
        message: (message) => {
          seen.push(message.data)
          if (seen.length === 2) {
            stream.close()
            resolve()
          }
        },
      })
    })

    expect(seen).toEqual(['one', 'two'])
    expect(asked).toEqual([null, '7'])
    expect(states).toContain('lost')
  })

  it('gives up when the server refuses', async () => {
    vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response('{"code":"FORBIDDEN"}', { status: 403 }))))
    const problem = await new Promise((resolve) => openStream('/events', { message: () => undefined, refused: resolve }))
    expect(problem).toMatchObject({ status: 403, code: 'FORBIDDEN' })
  })
})
