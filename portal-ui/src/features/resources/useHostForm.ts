import { computed, reactive, ref, shallowRef } from 'vue'
import { resources } from '@/api/platform'
import type { ResourceHost } from '@/api/types'
import { useSubmit } from '@/composables/useSubmit'
import { ENTERED, type Kind } from './kinds'

const EMPTY = { name: '', kind: 'DATABASE' as Kind, address: '', login: '', secret: '', tls: false, mostItems: null as number | null }

/** What is written of a host, new or known; the secret goes out and never comes in. */
export function useHostForm(saved: () => unknown) {
  const { busy, problem, submit } = useSubmit()
  const open = ref(false)
  const known = shallowRef<ResourceHost | null>(null)
  const form = reactive({ ...EMPTY })
  const example = computed(() => ENTERED.find(({ kind }) => kind === form.kind)?.address ?? '')
  const complete = computed(() => Boolean(form.name.trim() && form.address.trim()))

  function edit(host: ResourceHost | null): void {
    known.value = host
    problem.value = null
    Object.assign(form, EMPTY, host ? { ...host, login: host.login ?? '', secret: '' } : {})
    open.value = true
  }

  async function save(): Promise<void> {
    const { kind, name, address, login, secret, tls, mostItems } = form
    const said = { name: name.trim(), address: address.trim(), login: login || null, secret: secret || null, tls, mostItems }
    const before = known.value
    const done = await submit(() => (before ? resources.change(before, said) : resources.add({ ...said, kind })))
    if (!done) return
    form.secret = ''
    open.value = false
    saved()
  }

  return { busy, problem, open, known, form, example, complete, edit, save }
}
