import { describe, expect, it } from 'vitest'
import { exampleOf } from './example'

describe('the example of a call', () => {
  it('takes what the manifest says before what the kind of value suggests', () => {
    const input = [
      { name: 'language', type: 'string' as const, enum: ['SHELL', 'PYTHON'] }, { name: 'port', type: 'integer' as const, default: 22, minimum: 1 },
      { name: 'count', type: 'integer' as const, minimum: 3 }, { name: 'loud', type: 'boolean' as const }, { name: 'tags', type: 'array' as const, items: 'string' as const },
    ]
    expect(exampleOf(input)).toEqual({ language: 'SHELL', port: 22, count: 3, loud: true, tags: ['text'] })
  })

  it('shows no secret, not even a default one', () => {
    expect(exampleOf([{ name: 'password', type: 'string', secret: true, default: 'hunter2' as never }])).toEqual({ password: '…' })
  })

  it('looks into objects', () => {
    const properties = [{ name: 'path', type: 'string' as const }] as never
    expect(exampleOf([{ name: 'file', type: 'object', properties }, { name: 'files', type: 'array', items: 'object', properties }])).toEqual({ file: { path: 'text' }, files: [{ path: 'text' }] })
  })
})
