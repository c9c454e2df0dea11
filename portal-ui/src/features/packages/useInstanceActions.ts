import { useI18n } from 'vue-i18n'
import { instances } from '@/api/platform'
import type { PluginInstance } from '@/api/types'
import { useConfirm } from '@/composables/useConfirm'
import { useLive } from '@/stores/live'

/** Stopping, starting and removing a plugin instance, each saying first what it affects. */
export function useInstanceActions(done: () => Promise<unknown>) {
  const { t } = useI18n()
  const { confirm } = useConfirm()
  const live = useLive()
  const name = (one: PluginInstance) => `${one.plugin} ${one.version}`
  const work = (act: (id: string) => Promise<unknown>, one: PluginInstance) => async () => {
    await act(one.id)
    await done()
  }

  const stop = (one: PluginInstance) =>
    confirm({
      title: t('instances.stopTitle', { name: name(one) }), lines: [t('instances.stopText', { name: name(one) }), ...(live.running === null ? [] : [t('instances.stopRuns', live.running)])],
      action: t('instances.stop'), danger: true, work: work(instances.stop, one),
    })
  const start = (one: PluginInstance) =>
    confirm({
      title: t('instances.startTitle', { name: name(one) }), lines: [t('instances.startText')],
      action: t('instances.start'), work: work(instances.start, one),
    })
  const remove = (one: PluginInstance) =>
    confirm({
      title: t('instances.removeTitle', { name: name(one) }), lines: [t('instances.removeText')],
      action: t('action.remove'), danger: true, work: work(instances.remove, one),
    })
  return { stop, start, remove }
}
