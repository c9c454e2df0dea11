import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Localized } from '@/api/types'
import { i18n } from '@/i18n'
import { usePreferences } from '@/stores/preferences'

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

/** Numbers, times and sizes as this person reads them. */
export function useFormat() {
  const { locale, t } = useI18n()
  const preferences = usePreferences()
  const exactFormat = computed(
    () =>
      // Canada writes English dates with the year first, which nobody mistakes.
      new Intl.DateTimeFormat(locale.value === 'en' ? 'en-CA' : locale.value, {
        year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
        hourCycle: 'h23', timeZone: preferences.timeZone, timeZoneName: 'short',
      }),
  )
  const clockFormat = computed(
    () =>
      new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, timeZone: preferences.timeZone,
      }),
  )
  const relativeFormat = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }))
  const numberFormat = computed(() => new Intl.NumberFormat(locale.value))

  const exact = (instant: string) => exactFormat.value.format(new Date(instant))
  const clock = (instant: string) => clockFormat.value.format(new Date(instant))
  const number = (value: number) => numberFormat.value.format(value)

  function relative(instant: string, now: number): string {
    const distance = new Date(instant).getTime() - now
    if (Math.abs(distance) < 5000) return t('time.justNow')
    const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1000]
    return relativeFormat.value.format(Math.trunc(distance / size), unit)
  }

  function localized(text: Localized | null | undefined, otherwise: string): string {
    return text?.[locale.value as keyof Localized] || text?.en || otherwise
  }

  return { exact, clock, number, relative, localized }
}

/** Who a token's subject is, for people: `user:li` reads li, a plugin its name, and a service what people know it as. */
export function who(subject: string | null | undefined): string {
  const [, kind, name] = /^(\w+):(.*)$/.exec(subject ?? '') ?? []
  const { t } = i18n.global
  if (kind === 'plugin') return t('who.plugin', { name })
  if (kind === 'service') return name === 'launcher' ? t('who.launcher') : t('who.platform')
  return name ?? subject ?? ''
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))}ms`
  const seconds = Math.floor(ms / 1000)
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const
  const first = parts.findIndex(([value]) => value > 0)
  return parts.slice(first, first + 2).map(([value, unit]) => `${value}${unit}`).join(' ')
}

export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let value = count
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}
