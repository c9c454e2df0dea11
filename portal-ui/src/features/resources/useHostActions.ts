import { useI18n } from 'vue-i18n'
import { resources } from '@/api/platform'
import type { Allocation, ResourceHost } from '@/api/types'
import { useConfirm } from '@/composables/useConfirm'

const NAMED = 8

/** What is done with a host; where something lies on it, the question names it. */
export function useHostActions(reload: () => unknown) {
  const { t } = useI18n()
  const { confirm } = useConfirm()
  const then = (work: Promise<unknown>) => work.then(reload)

  async function affected(host: ResourceHost): Promise<string> {
    const { items, next } = await resources.allocations(host.id, { limit: NAMED })
    if (!items.length) return t('resources.nothingThere')
    const names = items.map(({ name }) => name).join(', ')
    return next ? t('resources.theseAndMore', { names }) : t('resources.these', { names })
  }

  const check = (host: ResourceHost) =>
    confirm({ title: t('resources.checkTitle', { name: host.name }), lines: [t('resources.checkText')], action: t('resources.check'), work: () => then(resources.check(host.id)) })

  const drain = async (host: ResourceHost) =>
    confirm({
      title: t('resources.drainTitle', { name: host.name }), lines: [t('resources.drainText'), await affected(host)],
      action: t('resources.drain'), work: () => then(resources.drain(host)),
    })

  const resume = (host: ResourceHost) =>
    confirm({ title: t('resources.resumeTitle', { name: host.name }), lines: [t('resources.resumeText')], action: t('resources.resume'), work: () => then(resources.resume(host)) })

  const remove = async (host: ResourceHost) =>
    confirm({
      title: t('resources.removeTitle', { name: host.name }), lines: [t('resources.removeText'), await affected(host)],
      action: t('action.remove'), danger: true, work: () => then(resources.remove(host)),
    })

  const drop = (one: Allocation) =>
    confirm({
      title: t('resources.dropTitle', { name: one.name }), lines: [t('resources.dropText', { plugin: one.plugin })],
      action: t('resources.drop'), danger: true, reason: { label: t('resources.dropConfirm', { name: one.name }), required: true },
      work: (typed) => then(resources.drop(one.id, typed)),
    })

  return { check, drain, resume, remove, drop }
}
