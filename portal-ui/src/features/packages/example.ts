import type { ServiceParameter } from '@/api/types'

type Described = Pick<ServiceParameter, 'name' | 'type'> & Partial<ServiceParameter>
const SAMPLES: Record<string, unknown> = { string: 'text', integer: 1, number: 1.5, boolean: true, instant: '2026-01-31T12:00:00Z', object: {} }

/** A value that the parameter takes; none of a secret, which no page writes down. */
function sample(one: Described): unknown {
  if (one.secret) return '…'
  if (one.default !== undefined && one.default !== null) return one.default
  if (one.enum?.length) return one.enum[0]
  const shape = one.properties?.length ? exampleOf(one.properties as Described[]) : undefined
  if (one.type === 'array') return [shape ?? SAMPLES[one.items ?? 'string']]
  return shape ?? one.minimum ?? SAMPLES[one.type] ?? null
}

/** What a call of a service may carry for one record. */
export function exampleOf(input: readonly Described[]): Record<string, unknown> {
  return Object.fromEntries(input.map((one) => [one.name, sample(one)]))
}
