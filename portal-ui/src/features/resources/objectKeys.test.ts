import { describe, expect, it } from 'vitest'
import { fileName, readable } from './objectKeys'

describe('the keys of objects', () => {
  it('show what nobody would see', () => {
    expect(readable('a/\u202egpj.exe')).toBe('a/\\u{202e}gpj.exe')
    expect(readable('line\nbreak\u0000')).toBe('line\\u{a}break\\u{0}')
    expect(readable('汉字/😀 <b>')).toBe('汉字/😀 <b>')
  })

  it('name a file by their last part', () => {
    expect(fileName('a/b/report.pdf')).toBe('report.pdf')
    expect(fileName('a/')).toBe('object')
    expect(fileName('a/..%2f..\\x')).toBe('__2f.._x')
    expect(fileName('a/\u202egpj.exe')).toBe('_gpj.exe')
  })
})
