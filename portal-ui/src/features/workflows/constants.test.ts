import { describe, expect, it } from 'vitest'
import { constantProblem } from './constants'

describe('constantProblem', () => {
  it.each([
    ['integer', '12', null],
    ['integer', '1.5', 'integer'],
    ['number', '1.5', null],
    ['number', 'many', 'number'],
    ['array', '["a"]', null],
    ['array', '{"a":1}', 'array'],
    ['object', '{"a":1}', null],
    ['object', '{a', 'object'],
    ['string', 'anything', null],
  ])('%s %s: %s', (type, value, expected) => {
    expect(constantProblem({ type }, value)).toBe(expected)
  })

  it.each([
    ['1', 1, 9, null],
    ['9', 1, 9, null],
    ['0', 1, 9, 'between'],
    ['10', 1, 9, 'between'],
    ['0', 1, undefined, 'minimum'],
    ['10', undefined, 9, 'maximum'],
    ['-5', undefined, 9, null],
    ['nine', 1, 9, 'integer'],
  ])('%s from %s to %s: %s', (value, minimum, maximum, expected) => {
    expect(constantProblem({ type: 'integer', minimum, maximum }, value)).toBe(expected)
  })
})
