import { computed, ref, watch } from 'vue'
import { idempotencyKey } from '@/api/key'
import { packages } from '@/api/platform'
import type { PackageReview } from '@/api/types'
import { useAsync } from '@/composables/useAsync'
import { useLiveReload } from '@/composables/useLiveReload'
import { useSubmit } from '@/composables/useSubmit'
import { useUrlFilter } from '@/composables/useUrlFilter'

/** A step that configures the services goes between review and register. */
export const STEPS = ['upload', 'verify', 'review', 'register', 'launch'] as const
export type InstallStep = (typeof STEPS)[number]

interface Draft { unsigned: boolean; older: boolean }

const asks = (review: PackageReview | null, code: string) => review?.problems.some((problem) => problem.code === code && problem.severity === 'ASKS') ?? false

/** The installation of an uploaded package: the step is in the address, what was ticked outlives a reload, and the rest is the server's. */
export function useInstall(id: string) {
  const { data: review, problem, loading, reload } = useAsync(() => packages.review(id))
  useLiveReload((event) => event.type.startsWith('package.') || event.type.startsWith('trusted-key.') || event.type === 'instance.changed', reload)
  const { busy, problem: refused, submit } = useSubmit()
  const chosen = useUrlFilter('step')
  const accepted = useDraft(id)
  const registered = computed(() => review.value?.pluginPackage.state === 'REGISTERED')
  const step = computed<InstallStep>(() => STEPS.find((one) => one === chosen.value && reachable(one)) ?? (registered.value ? 'launch' : 'verify'))
  const reachable = (one: InstallStep) => one !== 'upload' && (one !== 'launch' || registered.value)
  const needs = computed(() => ({ unsigned: asks(review.value, 'PACKAGE_UNSIGNED'), older: asks(review.value, 'PACKAGE_OLDER') }))
  const refusals = computed(() => review.value?.problems.some((one) => one.severity === 'REFUSED') ?? false)
  const complete = computed(() => !refusals.value && (!needs.value.unsigned || accepted.value.unsigned) && (!needs.value.older || accepted.value.older))

  const go = (to: InstallStep) => (chosen.value = to)
  const after = (done: InstallStep) => go(STEPS[STEPS.indexOf(done) + 1] ?? done)

  async function register(): Promise<void> {
    const accept = { acceptUnsigned: needs.value.unsigned && accepted.value.unsigned, acceptOlder: needs.value.older && accepted.value.older }
    if (!(await submit(() => packages.register(id, accept)))) return
    await reload()
    go('launch')
  }

  async function launch(): Promise<void> {
    const key = idempotencyKey()
    if (await submit(() => packages.launch(id, key))) await reload()
  }

  return { review, problem, loading, reload, busy, refused, step, reachable, go, after, accepted, needs, complete, registered, register, launch }
}

function useDraft(id: string) {
  const key = `sextant.install.${id}`
  const draft = ref<Draft>({ unsigned: false, older: false, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft>) })
  watch(draft, (now) => sessionStorage.setItem(key, JSON.stringify(now)), { deep: true })
  return draft
}
