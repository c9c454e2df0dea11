import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { registrations } from '@/api/platform'
import type { DefaultBinding, ServiceRegistration } from '@/api/types'
import type { Source } from '@/bpmn/binding'
import { useSubmit } from '@/composables/useSubmit'

const written = (target: string, bindings: readonly DefaultBinding[]) => JSON.stringify([target.trim(), [...bindings].sort((one, other) => one.name.localeCompare(other.name))])

/** One registration as it is now, and the settings that it is to have. */
export function useRegistrationEdit(opened: Ref<ServiceRegistration | null>, changed: () => void) {
  const { busy, problem, submit } = useSubmit()
  const current = shallowRef<ServiceRegistration | null>(null)
  const bindings = shallowRef<DefaultBinding[]>([])
  const target = ref('')
  let etag: string | null = null
  const touched = computed(() => current.value !== null && written(target.value, bindings.value) !== written(current.value.target ?? '', current.value.bindings))

  function take(answer: { body: ServiceRegistration; etag: string | null }): void {
    etag = answer.etag
    current.value = answer.body
    bindings.value = answer.body.bindings
    target.value = answer.body.target ?? ''
  }

  watch(opened, (now) => {
    current.value = null
    if (now) void submit(async () => take(await registrations.one(now.id)))
  })

  function bind(name: string, from: Source, value: string | null): void {
    const others = bindings.value.filter((one) => one.name !== name)
    bindings.value = value === null || from === 'CONTEXT' ? others : [...others, { name, from, value }]
  }

  async function save(): Promise<void> {
    const one = current.value
    if (!one) return
    const settings = { bindings: bindings.value, ...(target.value.trim() ? { target: target.value.trim() } : {}) }
    if (await submit(async () => take(await registrations.change(one.id, etag, settings)))) changed()
  }

  const boundOf = (name: string) => bindings.value.find((one) => one.name === name)
  return { current, target, busy, problem, touched, bind, save, boundOf }
}
