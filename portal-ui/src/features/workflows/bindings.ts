import type { Binding } from '@/bpmn/binding'
import type { OfferedService, ServiceParameter, ServiceRegistration } from '@/api/types'

/** A service under one of its names, with what that gives it. */
export function offered(one: ServiceRegistration): OfferedService {
  return { ...one.service, id: one.id, targetEntity: one.targetEntity, registration: one.standard ? '' : one.name, bindings: one.bindings }
}

/** A fresh binding to a service: records chosen at the start of the run, parameters as the manifest says. */
export function bindingTo(service: OfferedService): Binding {
  return {
    service: { plugin: service.plugin, name: service.name, version: service.version, ...(service.registration ? { registration: service.registration } : {}) },
    records: service.targetEntity ? { entity: service.targetEntity, select: 'RUN', ids: [] } : null,
    parameters: [],
  }
}

/** The service a binding means: the exact version, or the newest when the draft names none. */
export function serviceOf(binding: Binding, services: readonly OfferedService[]): OfferedService | undefined {
  const { plugin, name, version, registration = '' } = binding.service
  const candidates = services.filter((one) => one.plugin === plugin && one.name === name && one.registration === registration)
  return version ? candidates.find((one) => one.version === version) : candidates.at(-1)
}

/** Whether the platform fills a parameter by itself, from the record, so that a person seldom touches it. */
export function fillsItself(parameter: ServiceParameter): boolean {
  const from = parameter.from ?? ''
  return from !== '' && !from.startsWith('constant')
}
