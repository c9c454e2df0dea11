import { useI18n } from 'vue-i18n'
import { registrations } from '@/api/platform'
import type { ServiceRegistration } from '@/api/types'
import { useConfirm } from '@/composables/useConfirm'
import { useSubmit } from '@/composables/useSubmit'

/** What can be done with a registration, each with its confirmation where it takes something away. */
export function useRegistrationActions(reload: () => Promise<void>) {
  const { t } = useI18n()
  const { confirm } = useConfirm()
  const { busy, problem, submit } = useSubmit()

  const enable = (one: ServiceRegistration) =>
    submit(async () => {
      await registrations.enable(one.id)
      await reload()
    })

  /** Says first which workflows it hits; what is confirmed is that very list. */
  const disable = (one: ServiceRegistration) =>
    submit(async () => {
      const hit = await registrations.callers(one.id)
      const names = hit.workflows.map((version) => t('dependents.workflow', { name: version.name, number: version.number })).join(', ')
      const more = hit.workflowCount > hit.workflows.length ? t('dependents.more', { count: hit.workflowCount - hit.workflows.length }) : ''
      confirm({
        title: t('registrations.disableTitle', { name: one.name }),
        lines: [t('registrations.disableText'), ...(hit.workflowCount ? [t('dependents.workflows', { names: names + more }, hit.workflowCount)] : [])],
        action: hit.workflowCount ? t('registrations.disableForce') : t('registrations.disable'), danger: true,
        work: async () => {
          await registrations.disable(one.id, hit.confirmation)
          await reload()
        },
      })
    })

  const remove = (one: ServiceRegistration) =>
    submit(async () => {
      const { etag } = await registrations.one(one.id)
      confirm({
        title: t('registrations.removeTitle', { name: one.name }), lines: [t('registrations.removeText')], action: t('action.remove'), danger: true,
        work: async () => {
          await registrations.remove(one.id, etag)
          await reload()
        },
      })
    })

  return { busy, problem, enable, disable, remove }
}
