import { describe, expect, it } from 'vitest'
import { KEPT_LINES, LineBuffer } from './lines'

const texts = (buffer: LineBuffer) => buffer.lines.map((line) => line.text)

describe('LineBuffer', () => {
  it('joins a line that arrives in pieces', () => {
    const buffer = new LineBuffer()
    buffer.append('one\ntw', null)
    buffer.append('o', null)
    buffer.append('\nthree\n', null)
    buffer.append('four', null)
    expect(texts(buffer)).toEqual(['one', 'two', 'three', 'four'])
  })

  it('keeps empty lines', () => {
    const buffer = new LineBuffer()
    buffer.append('a\n\n', null)
    buffer.append('\nb', null)
    expect(texts(buffer)).toEqual(['a', '', '', 'b'])
  })

  it('says how many lines it let go', () => {
    const buffer = new LineBuffer()
    buffer.append('x\n'.repeat(KEPT_LINES + 5), null)
    expect(buffer.lines).toHaveLength(KEPT_LINES)
    expect(buffer.dropped).toBe(5)
  })
})
