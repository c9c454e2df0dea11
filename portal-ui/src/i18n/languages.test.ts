import { describe, expect, it } from 'vitest'
import en from './en'
import zh from './zh'

interface Texts { [key: string]: string | Texts }

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`)))
}

/** A plural has several forms, each with the same values or fewer. */
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort().join(',')

describe('the language files', () => {
  it('say the same things with the same values in them', () => {
    const shape = (texts: Texts) => flat(texts).map(([key, text]) => `${key} ${placeholders(text)}`).sort()
    expect(shape(zh)).toEqual(shape(en))
  })

  it('leave nearly no text untranslated', () => {
    const english = new Map(flat(en))
    const same = flat(zh).filter(([key, text]) => text === english.get(key)).map(([key]) => key)
    expect(same.length).toBeLessThan(12)
  })
})
