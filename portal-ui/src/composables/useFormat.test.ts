import { describe, expect, it } from 'vitest'
import { bytes, duration } from './useFormat'

describe('duration', () => {
  it.each([
    [0, '0ms'],
    [940, '940ms'],
    [12_000, '12s'],
    [72_000, '1m 12s'],
    [3_600_000, '1h 0m'],
    [3_725_000, '1h 2m'],
  ])('%i ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text)
  })
})

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [160 * 1024 * 1024, '160 MiB'],
  ])('%i bytes read %s', (count, text) => {
    expect(bytes(count)).toBe(text)
  })
})
