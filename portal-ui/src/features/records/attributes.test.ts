import { describe, expect, it } from 'vitest'
import type { Attribute } from '@/api/types'
import { formValues, missingValues, shownAttributes, toRecord } from './attributes'

const attribute = (name: string, type: Attribute['type'], more: Partial<Attribute> = {}): Attribute => ({ name, type, required: false, many: false, enum: [], ...more })

const ATTRIBUTES: Attribute[] = [
  attribute('name', 'string', { required: true }),
  attribute('port', 'integer', { default: 22 }),
  attribute('credential', 'secret', { required: true }),
  attribute('tags', 'string', { many: true }),
]
const STORED = { id: 'h1', name: 'web-1', port: 2222, credential: { set: true }, tags: ['web'] }

describe('a record form', () => {
  it('starts a new record with the defaults', () => {
    expect(formValues(ATTRIBUTES, null)).toEqual({ name: '', port: 22, credential: '', tags: [] })
  })

  it('never holds a stored secret', () => {
    expect(formValues(ATTRIBUTES, STORED).credential).toBe('')
  })

  it('asks for a secret only where none is set', () => {
    const values = { ...formValues(ATTRIBUTES, STORED) }
    expect(missingValues(ATTRIBUTES, values, STORED)).toEqual([])
    expect(missingValues(ATTRIBUTES, { ...values, name: 'x' }, null)).toEqual(['credential'])
  })

  it('leaves an untouched secret out of an update', () => {
    expect(toRecord(ATTRIBUTES, formValues(ATTRIBUTES, STORED), 'h1')).toEqual({ id: 'h1', name: 'web-1', port: 2222, tags: ['web'] })
  })

  it('has no column for a secret', () => {
    expect(shownAttributes(ATTRIBUTES).map((one) => one.name)).toEqual(['port', 'tags'])
  })
})
