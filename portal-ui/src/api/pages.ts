import { get, post, problemOf } from './http'
import { Problem } from './problem'
import type { Page, PluginPage } from './types'

/** A token that a plugin's pages may call their own plugin with, and nothing else. */
export interface PagesToken {
  token: string
  expiresIn: number
}

export const pages = {
  list: () => get<Page<PluginPage>>('/platform/v1/ui-modules'),
  token: (plugin: string) => post<PagesToken>('/auth/v1/pages-tokens', { plugin }),
  check,
}

/** Whether a page is there: a frame does not tell what was answered in its place. */
async function check(source: string): Promise<true> {
  let response: Response
  try {
    response = await fetch(source, { credentials: 'omit' })
  } catch {
    throw Problem.unreachable()
  }
  if (!response.ok) throw await problemOf(response)
  return true
}
