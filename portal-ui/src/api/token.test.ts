import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attemptKey } from './attempt'
import { refresh } from './token'

const answer = () => new Response(JSON.stringify({ accessToken: 'a', expiresIn: 600 }), { status: 200 })

describe('refresh', () => {
  const keys: (string | null)[] = []
  let answers: (() => Promise<Response>)[] = []

  beforeEach(() => {
    keys.length = 0
    localStorage.clear()
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      keys.push(new Headers(init.headers).get('Idempotency-Key'))
      return answers.shift()?.() ?? Promise.resolve(answer())
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('asks again for an answer that was lost, and not for one that has come', async () => {
    answers = [() => Promise.reject(new TypeError('aborted'))]
    await expect(refresh()).rejects.toMatchObject({ code: 'UNREACHABLE' })
    await refresh()
    await refresh()
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[1])
  })

  it('forgets an attempt whose session has ended', async () => {
    answers = [() => Promise.resolve(new Response('{}', { status: 401 }))]
    await expect(refresh()).rejects.toMatchObject({ status: 401 })
    await refresh()
    expect(keys[1]).not.toBe(keys[0])
  })
})

describe('attemptKey', () => {
  beforeEach(() => localStorage.clear())

  it('gives up an attempt that the server no longer remembers', () => {
    const first = attemptKey(0)
    expect(attemptKey(60_000)).toBe(first)
    expect(attemptKey(100_000)).not.toBe(first)
  })
})
