import { exchange, get, post, type Query } from './http'
import { Problem } from './problem'
import type { Page, Role, SignIn, User } from './types'

export const auth = {
  signIn: (username: string, password: string) => fetchSignIn('/auth/v1/sign-in', { username, password }),
  signOut: () => post<unknown>('/auth/v1/sign-out'),
  changePassword: async (currentPassword: string, newPassword: string): Promise<SignIn> =>
    (await exchange<SignIn>('/auth/v1/users/me/password', { method: 'PUT', body: { currentPassword, newPassword } })).body,
  users: (query: Query) => get<Page<User>>('/auth/v1/users', query),
  roles: () => get<Page<Role>>('/auth/v1/roles'),
  resetPassword: (name: string) => post<{ name: string; oneTimePassword: string }>(`/auth/v1/users/${encodeURIComponent(name)}/password-reset`),
  createUser: (user: { name: string; displayName: string; roles: string[] }) =>
    post<User & { oneTimePassword: string }>('/auth/v1/users', user),
}

async function fetchSignIn(path: string, body: unknown): Promise<SignIn> {
  // Not through the session's client: a refused password must not start a renewal of the session.
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    throw Problem.unreachable()
  }
  if (!response.ok) throw Problem.parse(response.status, await response.text(), response.headers.get('Retry-After'))
  return (await response.json()) as SignIn
}
