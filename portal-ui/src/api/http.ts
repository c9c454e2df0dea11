import { Problem } from './problem'
import { refresh, usableToken } from './token'

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export interface Answer<T> {
  body: T
  etag: string | null
  location: string | null
}

export function withQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one))
  }
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}

/** Sends a request with the session's token; renews the session once when the token was refused. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await sendOnce(path, init)
  if (response.status !== 401) return response
  await refresh()
  return sendOnce(path, init)
}

async function sendOnce(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  const token = await usableToken()
  if (token) headers.set('Authorization', `Bearer ${token}`)
  try {
    return await fetch(path, { ...init, headers, credentials: 'same-origin' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw Problem.unreachable()
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  return Problem.parse(response.status, await response.text(), response.headers.get('Retry-After'))
}

export async function exchange<T>(path: string, call: Call = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...call.headers }
  if (call.body !== undefined) headers['Content-Type'] = 'application/json'
  const response = await send(withQuery(path, call.query), {
    method: call.method ?? 'GET',
    headers,
    body: call.body === undefined ? null : JSON.stringify(call.body),
    signal: call.signal ?? null,
  })
  if (!response.ok) throw await problemOf(response)
  const text = await response.text()
  return {
    body: (text ? JSON.parse(text) : undefined) as T,
    etag: response.headers.get('ETag'),
    location: response.headers.get('Location'),
  }
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await exchange<T>(path, { query, ...(signal ? { signal } : {}) })).body
}

export async function post<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  return (await exchange<T>(path, { method: 'POST', body, headers })).body
}
