import { describe, expect, it } from 'vitest'
import { allows } from './permissions'

describe('allows', () => {
  it.each([
    [['*'], 'runs:read', true],
    [['runs:*'], 'runs:operate', true],
    [['*:read'], 'workflows:read', true],
    [['*:read'], 'workflows:manage', false],
    [['runs:read'], 'runs:read', true],
    [['password:change'], 'runs:read', false],
    [[], 'runs:read', false],
  ])('%j covers %s: %s', (granted, asked, expected) => {
    expect(allows(granted, asked)).toBe(expected)
  })
})
