import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { idempotencyKey } from '@/api/key'
import { instances, upgrades } from '@/api/platform'
import type { PluginPackage, PluginUpgrade } from '@/api/types'
import { useAsync } from '@/composables/useAsync'
import { useConfirm } from '@/composables/useConfirm'
import { useLiveReload } from '@/composables/useLiveReload'

const MOST_INSTANCES = 100

/** The upgrade to a package that is under way or was the last, and whether one can begin. */
export function useUpgrade(target: () => PluginPackage) {
  const { t } = useI18n()
  const { confirm } = useConfirm()
  const { data, problem, reload } = useAsync(async () => {
    const [running, past] = await Promise.all([
      instances.list({ plugin: target().name, limit: MOST_INSTANCES }),
      upgrades.list({ plugin: target().name, limit: 1 }),
    ])
    return { running: running.items, last: past.items[0] ?? null }
  })
  useLiveReload((event) => event.type === 'upgrade.changed' || event.type === 'instance.changed', reload)

  const last = computed<PluginUpgrade | null>(() => data.value?.last ?? null)
  const underWay = computed(() => last.value !== null && last.value.endedAt === null)
  const others = computed(() => (data.value?.running ?? []).filter((one) => one.packageId !== target().id))
  const possible = computed(() =>
    target().state === 'REGISTERED' && !underWay.value && others.value.length > 0 && others.value.length === data.value?.running.length)

  function begin(): void {
    const key = idempotencyKey()
    const versions = [...new Set(others.value.map((one) => one.version))].join(', ')
    confirm({
      title: t('upgrade.beginTitle', { name: target().name, version: target().version }),
      lines: [t('upgrade.beginText', { from: versions }, others.value.length), t('upgrade.beginReturn')],
      action: t('upgrade.begin'),
      work: async () => {
        await upgrades.begin(target().id, key)
        await reload()
      },
    })
  }

  function abort(one: PluginUpgrade): void {
    confirm({
      title: t('upgrade.abortTitle', { name: one.plugin, version: one.toVersion }), lines: [t('upgrade.abortText', { from: one.fromVersion })],
      action: t('upgrade.abort'), danger: true,
      work: async () => {
        await upgrades.abort(one.id)
        await reload()
      },
    })
  }

  return { last, possible, problem, begin, abort }
}
