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
    expect(constantProblem(type, value)).toBe(expected)
  })
})
