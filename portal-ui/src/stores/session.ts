import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { auth } from '@/api/auth'
import { asProblem, type Problem } from '@/api/problem'
import { dropToken, keepToken, refresh, whenTokenChanges } from '@/api/token'
import type { SignIn, User } from '@/api/types'
import { allows } from './permissions'

/** Who is signed in. The token itself is not here but in api/token, out of the reach of components. */
export const useSession = defineStore('session', () => {
  const user = ref<User | null>(null)
  const passwordChangeRequired = ref(false)
  /** Set when a session ended by itself, so that the sign-in page can say so. */
  const ended = ref(false)
  /** Why nobody can say whether the session of an earlier visit still stands. */
  const unreachable = shallowRef<Problem | null>(null)
  let restoring: Promise<void> | null = null

  function accept(answer: SignIn): void {
    keepToken(answer)
    user.value = answer.user
    passwordChangeRequired.value = answer.passwordChangeRequired
    ended.value = false
  }

  function forget(): void {
    dropToken()
    user.value = null
    passwordChangeRequired.value = false
  }

  whenTokenChanges(accept, () => {
    ended.value = user.value !== null
    forget()
  })

  /** Takes up the session of an earlier visit by its cookie, once per page load; and again where no answer came. */
  function restore(): Promise<void> {
    restoring ??= refresh().then(
      () => void (unreachable.value = null),
      (error: unknown) => {
        const problem = asProblem(error)
        const silent = problem.status === 0 || problem.status >= 500
        unreachable.value = silent ? problem : null
        if (silent) restoring = null
      },
    )
    return restoring
  }

  async function signIn(name: string, password: string): Promise<void> {
    accept(await auth.signIn(name, password))
  }

  async function changePassword(current: string, next: string): Promise<void> {
    accept(await auth.changePassword(current, next))
  }

  async function signOut(): Promise<void> {
    try {
      await auth.signOut()
    } finally {
      forget()
    }
  }

  const ready = computed(() => user.value !== null && !passwordChangeRequired.value)
  const can = (permission: string) => allows(user.value?.permissions ?? [], permission)

  return { user, passwordChangeRequired, ended, unreachable, ready, can, restore, signIn, changePassword, signOut }
})
