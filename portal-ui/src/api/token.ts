import { attemptKey, attemptAnswered } from './attempt'
import { Problem } from './problem'
import type { SignIn } from './types'

/** Refresh this long before the token ends, so that no call leaves with one that expires on its way. */
const MARGIN_MS = 30_000

let accessToken: string | null = null
let expiresAt = 0
let refreshing: Promise<SignIn> | null = null
let onRefreshed: (answer: SignIn) => void = () => undefined
let onLost: () => void = () => undefined

/** The access token lives only here, in memory; the refresh token is a cookie that no script can read. */
export function keepToken(answer: SignIn): void {
  accessToken = answer.accessToken
  expiresAt = Date.now() + answer.expiresIn * 1000
}

export function dropToken(): void {
  accessToken = null
  expiresAt = 0
}

export function whenTokenChanges(refreshed: (answer: SignIn) => void, lost: () => void): void {
  onRefreshed = refreshed
  onLost = lost
}

/** A token that is good for a while; refreshes it first when it is about to end. */
export async function usableToken(): Promise<string | null> {
  if (accessToken !== null && Date.now() > expiresAt - MARGIN_MS) await refresh()
  return accessToken
}

/** Renews the session by its cookie. Tabs take turns, since a refresh token used twice ends the session. */
export function refresh(): Promise<SignIn> {
  refreshing ??= inTurn(requestRefresh).finally(() => {
    refreshing = null
  })
  return refreshing
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // The Web Locks API exists in secure contexts only.
  return navigator.locks ? (navigator.locks.request('sextant-refresh', work) as Promise<T>) : work()
}

async function requestRefresh(): Promise<SignIn> {
  let response: Response
  try {
    response = await fetch('/auth/v1/refresh', {
      method: 'POST', credentials: 'same-origin', headers: { 'Idempotency-Key': attemptKey() },
    })
  } catch {
    throw Problem.unreachable()
  }
  if (response.status < 500) attemptAnswered()
  if (!response.ok) {
    const problem = Problem.parse(response.status, await response.text(), response.headers.get('Retry-After'))
    if (response.status === 401 || response.status === 403) {
      dropToken()
      onLost()
    }
    throw problem
  }
  const answer = (await response.json()) as SignIn
  keepToken(answer)
  onRefreshed(answer)
  return answer
}
