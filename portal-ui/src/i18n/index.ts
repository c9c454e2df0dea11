import { createI18n } from 'vue-i18n'
import type { Locale } from '@/stores/preferences'
import en from './en'

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }

/** What every language must offer: a text missing in one is a type error. */
export type Messages = Texts<typeof en>

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en } as Record<string, Messages>,
})

/** Loads a language when it is first asked for, with Element Plus's own texts. */
export async function useLanguage(locale: Locale): Promise<unknown> {
  const [texts, element] = locale === 'zh' ? await chinese() : await english()
  i18n.global.setLocaleMessage(locale, texts)
  i18n.global.locale.value = locale
  return element
}

async function chinese(): Promise<[Messages, unknown]> {
  const [texts, element] = await Promise.all([import('./zh'), import('element-plus/es/locale/lang/zh-cn.mjs')])
  return [texts.default, element.default]
}

async function english(): Promise<[Messages, unknown]> {
  return [en, (await import('element-plus/es/locale/lang/en.mjs')).default]
}
