import { idempotencyKey } from './key'

const KEY = 'sextant.refresh'
/** Less than the server remembers an attempt for. */
const REPEATABLE_MS = 90_000

interface Attempt {
  key: string
  at: number
}

/**
 * The key of the attempt to renew the session. A page that is left before the answer has come leaves its key behind, and the next
 * page asks with it for the same answer: its cookie may be the one that the server has already taken.
 */
export function attemptKey(now = Date.now()): string {
  const left = read()
  if (left && now - left.at < REPEATABLE_MS) return left.key
  const attempt: Attempt = { key: idempotencyKey(), at: now }
  localStorage.setItem(KEY, JSON.stringify(attempt))
  return attempt.key
}

export function attemptAnswered(): void {
  localStorage.removeItem(KEY)
}

function read(): Attempt | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Attempt | null
  } catch {
    return null
  }
}
