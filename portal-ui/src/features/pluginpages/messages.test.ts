import { describe, expect, it } from 'vitest'
import { read } from './messages'

describe('read', () => {
  it.each([
    [{ sextant: 1, type: 'hello', more: 'is ignored' }, { type: 'hello' }],
    [{ sextant: 1, type: 'token' }, { type: 'token' }],
    [{ sextant: 1, type: 'route', route: '/hosts/1?tab=log#end' }, { type: 'route', route: '/hosts/1?tab=log#end' }],
    [{ sextant: 1, type: 'title', title: 'a\nb' }, { type: 'title', title: 'a b' }],
  ])('takes %j', (data, expected) => expect(read(data)).toEqual(expected))

  it.each([
    null, 'hello', 7, [], {}, { type: 'hello' }, { sextant: 2, type: 'hello' }, { sextant: '1', type: 'hello' }, { sextant: 1, type: 'eval' }, { sextant: 1, type: 'route' },
    { sextant: 1, type: 'route', route: 'javascript:alert(1)' }, { sextant: 1, type: 'route', route: '//evil.example' }, { sextant: 1, type: 'route', route: '/a b' },
    { sextant: 1, type: 'route', route: '/\\evil' }, { sextant: 1, type: 'route', route: `/${'x'.repeat(500)}` }, { sextant: 1, type: 'title', title: {} },
  ])('passes over %j', (data) => expect(read(data)).toBeNull())

  it('cuts a long title', () => expect(read({ sextant: 1, type: 'title', title: 'x'.repeat(500) })).toEqual({ type: 'title', title: 'x'.repeat(120) }))
})
