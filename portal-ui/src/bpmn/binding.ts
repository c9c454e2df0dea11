import type { Moddle, ModdleElement } from './types'

export type Source = 'CONSTANT' | 'RECORD' | 'CONTEXT' | 'VARIABLE'

export interface ParameterBinding {
  name: string
  from: Source
  value: string
}

/** What a service node works on: its service, the records, and where its parameters come from. */
export interface Binding {
  service: { plugin: string; name: string; version: string; registration?: string }
  records: { entity: string; select: 'RUN' | 'FIXED'; ids: string[] } | null
  parameters: ParameterBinding[]
}

const OURS = ['sextant:Service', 'sextant:Records', 'sextant:Parameter']

export function readBinding(node: ModdleElement): Binding | null {
  const values = node.extensionElements?.values ?? []
  const service = values.find((value) => value.$type === 'sextant:Service')
  if (!service) return null
  const records = values.find((value) => value.$type === 'sextant:Records')
  return {
    service: { plugin: text(service.plugin), name: text(service.name), version: text(service.version), ...(service.registration ? { registration: text(service.registration) } : {}) },
    records: records
      ? {
          entity: text(records.entity),
          select: records.select === 'FIXED' ? 'FIXED' : 'RUN',
          ids: ((records.records ?? []) as ModdleElement[]).map((record) => text(record.id)),
        }
      : null,
    parameters: values
      .filter((value) => value.$type === 'sextant:Parameter')
      .map((value) => ({ name: text(value.name), from: (text(value.from) || 'CONSTANT') as Source, value: text(value.value) })),
  }
}

/** New extension elements with this binding; what others put there stays. */
export function writeBinding(moddle: Moddle, node: ModdleElement, binding: Binding): ModdleElement {
  const foreign = (node.extensionElements?.values ?? []).filter((value) => !OURS.includes(value.$type))
  const { service, records, parameters } = binding
  const values = [
    ...foreign,
    moddle.create('sextant:Service', {
      plugin: service.plugin, name: service.name, ...(service.version ? { version: service.version } : {}), ...(service.registration ? { registration: service.registration } : {}),
    }),
    ...(records ? [recordsElement(moddle, records)] : []),
    ...parameters.map((parameter) => moddle.create('sextant:Parameter', { ...parameter })),
  ]
  const extension = moddle.create('bpmn:ExtensionElements', { values })
  extension.$parent = node
  for (const value of values) value.$parent = extension
  return extension
}

function recordsElement(moddle: Moddle, records: NonNullable<Binding['records']>): ModdleElement {
  const ids = records.select === 'FIXED' ? records.ids.map((id) => moddle.create('sextant:Record', { id })) : []
  const element = moddle.create('sextant:Records', { entity: records.entity, select: records.select, ...(ids.length ? { records: ids } : {}) })
  for (const id of ids) id.$parent = element
  return element
}

/** The binding with one parameter set, or with it removed so that the manifest's default applies. */
export function withParameter(binding: Binding, name: string, from: Source, value: string | null): Binding {
  const others = binding.parameters.filter((parameter) => parameter.name !== name)
  if (value === null) return { ...binding, parameters: others }
  const at = binding.parameters.findIndex((parameter) => parameter.name === name)
  const parameters = [...others]
  parameters.splice(at < 0 ? others.length : at, 0, { name, from, value })
  return { ...binding, parameters }
}

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))
