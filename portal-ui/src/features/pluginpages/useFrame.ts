import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import type { PluginPage } from '@/api/types'
import { usePreferences } from '@/stores/preferences'
import { read, VERSION, type Told } from './messages'
import { useFrameToken } from './useFrameToken'

/** Who has not said hello by then has lost its voice. */
const PATIENCE_MS = 10_000

/** Speaks with the page in a frame. Its origin is opaque, so that only the window itself tells whose message it is. */
export function useFrame(frame: Ref<HTMLIFrameElement | null>, page: () => PluginPage, route: Ref<string>) {
  const preferences = usePreferences()
  const state = ref<'waiting' | 'open' | 'silent'>('waiting')
  const title = ref('')
  const problem = shallowRef<Problem | null>(null)
  let told = ''
  let timer: number | undefined

  const send = (message: object) => frame.value?.contentWindow?.postMessage({ sextant: VERSION, ...message }, '*')
  const look = () => ({ locale: preferences.locale, theme: preferences.dark ? 'dark' : 'light' })
  const tokens = useFrameToken(() => page().plugin, (token) => send({ type: 'token', ...token }), (error) => (problem.value = asProblem(error)))

  async function welcome(): Promise<void> {
    const token = await tokens.current()
    told = route.value
    send({ type: 'welcome', ...token, ...look(), route: told, api: `/${page().plugin}/` })
    problem.value = null
    state.value = 'open'
    window.clearTimeout(timer)
  }

  async function answer(message: Told): Promise<void> {
    if (message.type === 'hello') await welcome()
    else if (message.type === 'token') send({ type: 'token', ...(await tokens.current()) })
    else if (message.type === 'title') title.value = message.title
    else route.value = told = message.route
  }

  function receive(event: MessageEvent): void {
    if (!frame.value || event.source !== frame.value.contentWindow) return
    const message = read(event.data)
    if (message) answer(message).catch((error: unknown) => (problem.value = asProblem(error)))
  }

  /** A frame begins anew. */
  function begin(): void {
    tokens.forget()
    state.value = 'waiting'
    title.value = ''
    problem.value = null
    window.clearTimeout(timer)
    timer = window.setTimeout(() => {
      if (state.value === 'waiting') state.value = 'silent'
    }, PATIENCE_MS)
  }

  watch(() => [preferences.locale, preferences.dark], () => send({ type: 'look', ...look() }))
  watch(route, (now) => {
    if (now !== told) send({ type: 'route', route: (told = now) })
  })
  window.addEventListener('message', receive)
  onScopeDispose(() => {
    window.removeEventListener('message', receive)
    window.clearTimeout(timer)
  })
  return { state, title, problem, begin }
}
