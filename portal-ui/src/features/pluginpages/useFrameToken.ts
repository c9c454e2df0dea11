import { onScopeDispose } from 'vue'
import { pages, type PagesToken } from '@/api/pages'

/** With less than this left, a token is not worth passing on. */
const MARGIN_MS = 30_000
const SHORTEST_MS = 5_000

/** Keeps a frame's token fresh; asks for one at a time, however often the frame wants it. */
export function useFrameToken(plugin: () => string, renewed: (token: PagesToken) => void, failed: (error: unknown) => void) {
  let kept: { token: PagesToken; endsAt: number } | null = null
  let asking: Promise<PagesToken> | null = null
  let timer: number | undefined

  function current(): Promise<PagesToken> {
    if (kept && kept.endsAt - Date.now() > MARGIN_MS) {
      return Promise.resolve({ token: kept.token.token, expiresIn: Math.floor((kept.endsAt - Date.now()) / 1000) })
    }
    asking ??= ask().finally(() => (asking = null))
    return asking
  }

  async function ask(): Promise<PagesToken> {
    const token = await pages.token(plugin())
    kept = { token, endsAt: Date.now() + token.expiresIn * 1000 }
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void renew(), Math.max(SHORTEST_MS, token.expiresIn * 1000 - MARGIN_MS))
    return token
  }

  async function renew(): Promise<void> {
    try {
      renewed(await current())
    } catch (error) {
      failed(error)
    }
  }

  function forget(): void {
    kept = null
    window.clearTimeout(timer)
  }

  onScopeDispose(forget)
  return { current, forget }
}
