import { Grid } from '@element-plus/icons-vue'
import { computed, type Component } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PluginPage } from '@/api/types'
import { useFormat } from '@/composables/useFormat'
import { usePages } from '@/stores/pages'
import { useSession } from '@/stores/session'
import { GROUPS, type Group } from './modules'
import { modules } from './registry'

export interface Entry {
  group: Group
  text: string
  icon: Component
  to: string
}

/** Where the dimensions of manifests stand that have other names here. */
const OTHER: Partial<Record<string, Group>> = { administration: 'system', report: 'intelligence' }
const groupOf = (page: PluginPage): Group => OTHER[page.dimension] ?? (page.dimension as Group)

/** Every place that one may go to, the portal's own before those of plugins. */
export function useMenu() {
  const { t } = useI18n()
  const { localized } = useFormat()
  const session = useSession()
  const pages = usePages()

  const entries = computed<Entry[]>(() => [
    ...modules
      .flatMap((module) => module.menu)
      .filter((item) => session.can(item.permission))
      .map((item) => ({ group: item.group, text: t(item.title), icon: item.icon, to: item.to })),
    ...pages.items.map((page) => ({ group: groupOf(page), text: localized(page.title, page.code), icon: Grid, to: `/plugins/${page.plugin}/${page.code}` })),
  ])
  const groups = computed(() =>
    GROUPS.map((group) => ({ group, items: entries.value.filter((entry) => entry.group === group) })).filter(({ items }) => items.length > 0),
  )
  return { entries, groups }
}
