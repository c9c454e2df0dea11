import type { Attribute, EntityRecord } from '@/api/types'

const SHOWN = 4

/** The attributes worth a column: the first few that are short, and neither secret nor the name itself. */
export function shownAttributes(attributes: readonly Attribute[]): Attribute[] {
  return attributes.filter((one) => one.name !== 'name' && !['secret', 'text', 'object'].includes(one.type)).slice(0, SHOWN)
}

export function isSet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { set?: unknown }).set === true
}

/** A value as a table shows it. */
export function valueText(value: unknown, t: (key: string) => string): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.length ? value.join(', ') : '–'
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no')
  if (isSet(value)) return t('form.set')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What a form starts with: the record's values, or the defaults of a new one. */
export function formValues(attributes: readonly Attribute[], record: EntityRecord | null): Record<string, unknown> {
  return Object.fromEntries(attributes.map((one) => [one.name, initial(one, record)]))
}

function initial(one: Attribute, record: EntityRecord | null): unknown {
  if (one.type === 'secret') return ''
  const value = record ? record[one.name] : one.default
  if (one.type === 'object') return value === undefined || value === null ? '' : JSON.stringify(value, null, 2)
  return value ?? (one.many ? [] : one.type === 'boolean' ? false : '')
}

/** The names of required attributes that the form leaves empty; a secret that is set may stay as it is. */
export function missingValues(attributes: readonly Attribute[], values: Record<string, unknown>, record: EntityRecord | null): string[] {
  return attributes
    .filter((one) => one.required && isEmpty(values[one.name]) && !(one.type === 'secret' && record && isSet(record[one.name])))
    .map((one) => one.name)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** What is sent: empty values as null, an untouched secret not at all, objects parsed. */
export function toRecord(attributes: readonly Attribute[], values: Record<string, unknown>, id: string | null): Record<string, unknown> {
  const entries = attributes.flatMap((one): [string, unknown][] => {
    const value = values[one.name]
    if (one.type === 'secret') return isEmpty(value) ? [] : [[one.name, value]]
    if (one.type === 'object') return [[one.name, isEmpty(value) ? null : (JSON.parse(String(value)) as unknown)]]
    if (one.many) return [[one.name, value ?? []]]
    if (isEmpty(value)) return id ? [[one.name, null]] : []
    return [[one.name, value]]
  })
  return { ...(id ? { id } : {}), ...Object.fromEntries(entries) }
}
