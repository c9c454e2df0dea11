import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { systemVariables, type VariableEdit } from '@/api/platform'
import type { SystemVariable, VariableChange } from '@/api/types'
import { useConfirm } from '@/composables/useConfirm'
import { useSubmit } from '@/composables/useSubmit'

/** One variable as it is now, with its history, and what can be done to it. */
export function useVariableEdit(opened: Ref<SystemVariable | null>, changed: () => void) {
  const { t } = useI18n()
  const { confirm } = useConfirm()
  const { busy, problem, submit } = useSubmit()
  const current = shallowRef<SystemVariable | null>(null)
  const history = shallowRef<VariableChange[]>([])
  const value = ref('')
  let etag: string | null = null
  const shown = computed(() => current.value?.value ?? '')
  const touched = computed(() => value.value !== shown.value || (current.value?.type !== 'secret' && !current.value?.set))

  watch(opened, (now) => {
    current.value = null
    history.value = []
    if (now) void submit(() => read(now.id))
  })

  async function read(id: string): Promise<void> {
    const [answer, changes] = await Promise.all([systemVariables.one(id), systemVariables.history(id)])
    etag = answer.etag
    current.value = answer.body
    history.value = changes.items
    value.value = answer.body.value ?? ''
  }

  async function change(id: string, edit: VariableEdit): Promise<void> {
    await systemVariables.change(id, etag, edit)
    await read(id)
    changed()
  }

  const apply = (edit: VariableEdit) => submit(async () => current.value && change(current.value.id, edit))

  function ask(verb: 'conceal' | 'remove', work: (id: string) => Promise<void>): void {
    const one = current.value
    if (!one) return
    const action = t(verb === 'remove' ? 'action.remove' : 'systemVariables.conceal')
    confirm({ title: t(`systemVariables.${verb}Title`, { name: one.name }), lines: [t(`systemVariables.${verb}Text`)], action, danger: true, work: () => work(one.id) })
  }

  return {
    current, history, value, busy, problem, touched,
    save: () => apply({ value: value.value }),
    unset: () => apply({ unset: true }),
    toggle: () => apply({ active: !current.value?.active }),
    conceal: () => ask('conceal', (id) => change(id, { secret: true })),
    remove: () =>
      ask('remove', async (id) => {
        await systemVariables.remove(id, etag)
        opened.value = null
        changed()
      }),
  }
}
