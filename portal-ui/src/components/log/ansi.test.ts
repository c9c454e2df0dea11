import { describe, expect, it } from 'vitest'
import { pieces, plain } from './ansi'

describe('pieces', () => {
  it('colours what ANSI sequences colour and shows none of them', () => {
    const found = pieces('\u001b[31mred\u001b[0m plain', '')
    expect(found.map((piece) => piece.text).join('')).toBe('red plain')
    expect(found[0]?.classes).toEqual(['log-fg-red'])
  })

  it('marks what was searched for without regard to case', () => {
    expect(pieces('An Error and an error', 'error').filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['Error', 'error'])
  })

  it('shows control characters as signs', () => {
    expect(pieces('a\u0000b\u0007', '')[0]?.text).toBe('a␀b␇')
  })
})

describe('plain', () => {
  it('drops the colours', () => {
    expect(plain('\u001b[32mok\u001b[0m')).toBe('ok')
  })
})
