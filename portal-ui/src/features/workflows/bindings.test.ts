import { describe, expect, it } from 'vitest'
import type { ServiceRegistration } from '@/api/types'
import { bindingTo, offered, serviceOf } from './bindings'

const registration = (name: string, version: string) =>
  ({
    id: `probe:echo@${version}~${name}`, name, standard: name === 'echo', state: 'ENABLED', targetEntity: name === 'echo' ? null : 'probe:thing', bindings: [],
    service: { id: `probe:echo@${version}`, plugin: 'probe', name: 'echo', version, targetEntity: null },
  }) as unknown as ServiceRegistration

const plain = offered(registration('echo', '1.0.0'))
const nightly = offered(registration('nightly', '1.0.0'))
const newer = offered(registration('echo', '1.1.0'))
const services = [plain, nightly, newer]

describe('a service that is registered', () => {
  it('is drawn without a name under its own', () => {
    expect(bindingTo(plain).service).toEqual({ plugin: 'probe', name: 'echo', version: '1.0.0' })
  })

  it('is drawn with the name and the records of a further one', () => {
    expect(bindingTo(nightly)).toMatchObject({ service: { registration: 'nightly' }, records: { entity: 'probe:thing' } })
  })

  it('is found again under that name alone', () => {
    for (const one of services) expect(serviceOf(bindingTo(one), services)?.id).toBe(one.id)
    expect(serviceOf({ service: { plugin: 'probe', name: 'echo', version: '' }, records: null, parameters: [] }, services)?.id).toBe(newer.id)
  })
})
