import type { components } from '#core'
import { exchange, get, post, withQuery, type Answer, type Query } from './http'
import { idempotencyKey } from './key'
import type {
  Acceptance, Allocation, BucketObject, Callers, CallingVersion, DatabaseAnswer, DataEntity, Dependents, EngineHost, HostChange, LogLine, NewHost, NodeRun, OutputPage, PackageReview, Page,
  PlatformEvent, PluginInstance, PluginPackage, PluginService, PluginUpgrade, RecordRun, ResourceHost, Run, RunVariable, ServiceRegistration, StartRun, SystemVariable, TrustedKey,
  VariableChange, Workflow, WorkflowCheck, WorkflowDesign, WorkflowVersion,
} from './types'

type Schemas = components['schemas']

const BASE = '/platform/v1'
const at = (...segments: string[]) => [BASE, ...segments.map(encodeURIComponent)].join('/')
const once = (key = idempotencyKey()) => ({ 'Idempotency-Key': key })
const seen = (host: ResourceHost) => ({ 'If-Match': `"v${host.revision}"` })
const remove = (path: string) => exchange<unknown>(path, { method: 'DELETE' })

export const packages = {
  uploadPath: at('plugin-packages', 'uploads'),
  list: (query: Query) => get<Page<PluginPackage>>(at('plugin-packages'), query),
  one: (id: string) => get<PluginPackage>(at('plugin-packages', id)),
  review: (id: string) => get<PackageReview>(at('plugin-packages', id, 'review')),
  broken: (id: string, query: Query) => get<Page<CallingVersion>>(at('plugin-packages', id, 'review', 'workflows'), query),
  dependents: (id: string) => get<Dependents>(at('plugin-packages', id, 'dependents')),
  register: (id: string, accepted: Acceptance) => post<PluginPackage>(at('plugin-packages', id, 'register'), accepted, once()),
  decommission: (id: string, confirmation: string) => post<PluginPackage>(at('plugin-packages', id, 'decommission'), { force: true, confirmation }, once()),
  remove: (id: string) => remove(at('plugin-packages', id)),
  launch: (id: string, key: string) => post<PluginInstance>(at('plugin-packages', id, 'instances'), {}, once(key)),
  scale: (id: string, count: number) => exchange<Page<PluginInstance>>(at('plugin-packages', id, 'scale'), { method: 'PUT', body: { instances: count } }),
}

export const upgrades = {
  list: (query: Query) => get<Page<PluginUpgrade>>(at('plugin-upgrades'), query),
  begin: (toPackageId: string, key: string) => post<PluginUpgrade>(at('plugin-upgrades'), { toPackageId }, once(key)),
  abort: (id: string) => post<PluginUpgrade>(at('plugin-upgrades', id, 'abort')),
}

export const engineHosts = {
  list: () => get<Page<EngineHost>>(at('engine-hosts')),
}

export const instances = {
  list: (query: Query) => get<Page<PluginInstance>>(at('plugin-instances'), query),
  one: (id: string) => get<PluginInstance>(at('plugin-instances', id)),
  stop: (id: string) => post<PluginInstance>(at('plugin-instances', id, 'stop')),
  start: (id: string) => post<PluginInstance>(at('plugin-instances', id, 'start')),
  remove: (id: string) => remove(at('plugin-instances', id)),
  logsPath: (id: string) => at('plugin-instances', id, 'logs'),
  logs: (id: string, tail: number) => get<Page<LogLine>>(at('plugin-instances', id, 'logs'), { tail }),
}

export const resources = {
  list: (query: Query) => get<Page<ResourceHost>>(at('resource-hosts'), query),
  add: (host: NewHost) => post<ResourceHost>(at('resource-hosts'), host, once()),
  change: (host: ResourceHost, said: HostChange) => exchange<ResourceHost>(at('resource-hosts', host.id), { method: 'PUT', body: said, headers: seen(host) }),
  check: (id: string) => post<ResourceHost>(at('resource-hosts', id, 'check')),
  drain: (host: ResourceHost) => post<ResourceHost>(at('resource-hosts', host.id, 'drain'), undefined, seen(host)),
  resume: (host: ResourceHost) => post<ResourceHost>(at('resource-hosts', host.id, 'resume'), undefined, seen(host)),
  remove: (host: ResourceHost) => exchange<unknown>(at('resource-hosts', host.id), { method: 'DELETE', headers: seen(host) }),
  allocations: (id: string, query: Query) => get<Page<Allocation>>(at('resource-hosts', id, 'allocations'), query),
  ask: (id: string, sql: string) => post<DatabaseAnswer>(at('resource-items', id, 'questions'), { sql }),
  objects: (id: string, query: Query) => get<Page<BucketObject>>(at('resource-items', id, 'objects'), query),
  objectPath: (id: string, key: string) => withQuery(at('resource-items', id, 'object'), { key }),
  drop: (id: string, confirm: string) => exchange<unknown>(at('resource-items', id), { method: 'DELETE', query: { confirm } }),
}

export const trustedKeys = {
  list: (query: Query) => get<Page<TrustedKey>>(at('trusted-keys'), query),
  add: (name: string, publicKey: string, key: string) => post<TrustedKey>(at('trusted-keys'), { name, publicKey }, once(key)),
  revoke: (id: string, reason: string) => post<TrustedKey>(at('trusted-keys', id, 'revoke'), { reason }, once()),
  remove: (id: string) => remove(at('trusted-keys', id)),
}

export const services = {
  list: (query: Query = {}) => get<Page<PluginService>>(at('plugin-services'), query),
  entities: () => get<Page<DataEntity>>(at('data-entities')),
}

const seenAs = (etag: string | null) => (etag ? { 'If-Match': etag } : undefined)

export const registrations = {
  list: (query: Query) => get<Page<ServiceRegistration>>(at('service-registrations'), query),
  one: (id: string): Promise<Answer<ServiceRegistration>> => exchange<ServiceRegistration>(at('service-registrations', id)),
  callers: (id: string) => get<Callers>(at('service-registrations', id, 'callers')),
  copy: (copyOf: string, name: string, key: string) => post<ServiceRegistration>(at('service-registrations'), { copyOf, name }, once(key)),
  change: (id: string, etag: string | null, body: Schemas['RegistrationSettings']) =>
    exchange<ServiceRegistration>(at('service-registrations', id), { method: 'PUT', body, headers: seenAs(etag) }),
  enable: (id: string) => post<ServiceRegistration>(at('service-registrations', id, 'enable'), undefined, once()),
  disable: (id: string, confirmation: string) => post<ServiceRegistration>(at('service-registrations', id, 'disable'), { force: true, confirmation }, once()),
  remove: (id: string, etag: string | null) => exchange<unknown>(at('service-registrations', id), { method: 'DELETE', headers: seenAs(etag) }),
}

export type VariableEdit = Schemas['VariableEdit']

export const systemVariables = {
  list: (query: Query) => get<Page<SystemVariable>>(at('system-variables'), query),
  one: (id: string): Promise<Answer<SystemVariable>> => exchange<SystemVariable>(at('system-variables', id)),
  create: (body: Schemas['NewVariable'], key: string) => post<SystemVariable>(at('system-variables'), body, once(key)),
  change: (id: string, etag: string | null, body: VariableEdit) =>
    exchange<SystemVariable>(at('system-variables', id), { method: 'PUT', body, headers: etag ? { 'If-Match': etag } : {} }),
  remove: (id: string, etag: string | null) =>
    exchange<unknown>(at('system-variables', id), { method: 'DELETE', headers: etag ? { 'If-Match': etag } : {} }),
  history: (id: string) => get<Page<VariableChange>>(at('system-variables', id, 'history')),
}

export const workflows = {
  list: (query: Query) => get<Page<Workflow>>(at('workflows'), query),
  one: (id: string): Promise<Answer<WorkflowDesign>> => exchange<WorkflowDesign>(at('workflows', id)),
  create: (name: string, description: string, draft: string) =>
    exchange<WorkflowDesign>(at('workflows'), { method: 'POST', body: { name, description, draft }, headers: once() }),
  save: (id: string, etag: string | null, body: { name: string; description: string; draft: string }) =>
    exchange<WorkflowDesign>(at('workflows', id), { method: 'PUT', body, headers: etag ? { 'If-Match': etag } : {} }),
  remove: (id: string, etag: string | null) =>
    exchange<unknown>(at('workflows', id), { method: 'DELETE', headers: etag ? { 'If-Match': etag } : {} }),
  check: (id: string, bpmn: string) => post<WorkflowCheck>(at('workflows', id, 'check'), { bpmn }),
  deploy: (id: string, etag: string | null) =>
    exchange<WorkflowVersion>(at('workflows', id, 'deploy'), {
      method: 'POST', headers: { ...once(), ...(etag ? { 'If-Match': etag } : {}) },
    }),
  versions: (id: string) => get<Page<WorkflowVersion>>(at('workflows', id, 'versions')),
  version: (id: string) => get<WorkflowVersion>(at('workflow-versions', id)),
}

export const runs = {
  list: (query: Query) => get<Page<Run>>(at('runs'), query),
  one: (id: string) => get<Run>(at('runs', id)),
  start: (request: StartRun, key: string) => post<Run>(at('runs'), request, once(key)),
  nodes: (id: string) => get<Page<NodeRun>>(at('runs', id, 'nodes')),
  variables: (id: string) => get<Page<RunVariable>>(at('runs', id, 'variables')),
  records: (id: string, node: string, query: Query) => get<Page<RecordRun>>(at('runs', id, 'nodes', node, 'records'), query),
  outputPath: (id: string, node: string, record: string) => at('runs', id, 'nodes', node, 'records', record, 'output'),
  output: (path: string, query: Query) => get<OutputPage>(path, query),
  retry: (id: string, node: string) => post<unknown>(at('runs', id, 'nodes', node, 'retry'), undefined, once()),
  skip: (id: string, node: string, reason: string) => post<unknown>(at('runs', id, 'nodes', node, 'skip'), { reason }, once()),
  terminate: (id: string, reason: string) => post<unknown>(at('runs', id, 'terminate'), { reason }, once()),
}

export const events = {
  path: at('events'),
  list: (query: Query) => get<Page<PlatformEvent>>(at('events'), query),
}
