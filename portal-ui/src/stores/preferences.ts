import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
export type Locale = 'en' | 'zh'
export type Density = 'comfortable' | 'compact'

const KEY = 'sextant.preferences'

interface Saved {
  theme: Theme
  locale: Locale
  timeZone: string
  density: Density
  menuCollapsed: boolean
}

export const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

function load(): Saved {
  const defaults: Saved = {
    theme: 'system',
    locale: navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en',
    timeZone: ownTimeZone(),
    density: 'comfortable',
    menuCollapsed: false,
  }
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Saved>) }
  } catch {
    return defaults
  }
}

/** What a person set for themselves in this browser. */
export const usePreferences = defineStore('preferences', () => {
  const saved = load()
  const theme = ref(saved.theme)
  const locale = ref(saved.locale)
  const timeZone = ref(saved.timeZone)
  const density = ref(saved.density)
  const menuCollapsed = ref(saved.menuCollapsed)

  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
  const systemDark = ref(systemIsDark.matches)
  systemIsDark.addEventListener('change', (event) => (systemDark.value = event.matches))
  const dark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemDark.value))

  watch(
    [theme, locale, timeZone, density, menuCollapsed],
    () => {
      const now: Saved = {
        theme: theme.value, locale: locale.value, timeZone: timeZone.value, density: density.value,
        menuCollapsed: menuCollapsed.value,
      }
      localStorage.setItem(KEY, JSON.stringify(now))
    },
  )
  watch(
    [dark, density, locale],
    () => {
      const root = document.documentElement
      root.classList.toggle('dark', dark.value)
      root.dataset.density = density.value
      root.lang = locale.value
    },
    { immediate: true },
  )

  return { theme, locale, timeZone, density, menuCollapsed, dark }
})
