import type { Binding } from '@/bpmn/binding'
import type { PluginService, ServiceParameter } from '@/api/types'

/** A fresh binding to a service: records chosen at the start of the run, parameters as the manifest says. */
export function bindingTo(service: PluginService): Binding {
  return {
    service: { plugin: service.plugin, name: service.name, version: service.version },
    records: service.targetEntity ? { entity: service.targetEntity, select: 'RUN', ids: [] } : null,
    parameters: [],
  }
}

/** The service a binding means: the exact version, or the newest when the draft names none. */
export function serviceOf(binding: Binding, services: readonly PluginService[]): PluginService | undefined {
  const { plugin, name, version } = binding.service
  const candidates = services.filter((one) => one.plugin === plugin && one.name === name)
  return version ? candidates.find((one) => one.version === version) : candidates.at(-1)
}

/** Whether the platform fills a parameter by itself, from the record, so that a person seldom touches it. */
export function fillsItself(parameter: ServiceParameter): boolean {
  const from = parameter.from ?? ''
  return from !== '' && !from.startsWith('constant')
}
