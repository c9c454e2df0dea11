/** What the portal and a plugin's pages tell each other; every message carries this version. */
export const VERSION = 1

/** From a plugin's pages. */
export type Told =
  | { type: 'hello' }
  | { type: 'route'; route: string }
  | { type: 'title'; title: string }
  | { type: 'token' }

const LONGEST_ROUTE = 500
const LONGEST_TITLE = 120

/** A route within a plugin's pages: what comes from outside is nothing else. */
export function isRoute(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_ROUTE && /^\/(?!\/)[^\s\\]*$/.test(value)
}

/** The message as far as it is one of ours; everything else is null, and is passed over. */
export function read(data: unknown): Told | null {
  if (typeof data !== 'object' || data === null) return null
  const { sextant, type, route, title } = data as Record<string, unknown>
  if (sextant !== VERSION) return null
  if (type === 'hello' || type === 'token') return { type }
  if (type === 'route' && isRoute(route)) return { type, route }
  if (type === 'title' && typeof title === 'string') return { type, title: title.replace(/\p{Cc}/gu, ' ').slice(0, LONGEST_TITLE) }
  return null
}
