/** A text in the languages a manifest offers. */
export type Localized = Partial<Record<string, string>>

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface User {
  name: string
  displayName: string
  roles: string[]
  permissions: string[]
}

export interface SignIn {
  accessToken: string
  tokenType: string
  expiresIn: number
  passwordChangeRequired: boolean
  user: User
}

export interface Role {
  name: string
  permissions: string[]
}

export type PackageState = 'UPLOADED' | 'REGISTERED' | 'DECOMMISSIONED'

export interface ServiceParameter {
  name: string
  type: string
  format?: string | null
  items?: string | null
  required?: boolean
  default?: unknown
  enum?: string[] | null
  from?: string | null
  to?: string | null
  title?: Localized | null
  help?: Localized | null
  secret?: boolean
}

export interface PluginService {
  id: string
  plugin: string
  name: string
  version: string
  title?: Localized | null
  summary?: Localized | null
  targetEntity: string | null
  mode: 'SYNC' | 'ASYNC'
  idempotent: boolean
  timeout: string | null
  batch: number | null
  input: ServiceParameter[]
  output: ServiceParameter[]
}

export interface Attribute {
  name: string
  type: string
  required?: boolean
  reference?: string | null
  many?: boolean
  enum?: string[] | null
  default?: unknown
  title?: Localized | null
  help?: Localized | null
}

export interface DataEntity {
  plugin: string
  name: string
  title?: Localized | null
  attributes: Attribute[]
}

export interface ManifestContainer {
  image: string
  port?: number
  health?: string
  memory?: string | number
  cpu?: string | number
  volumes?: Record<string, string>
  egress?: string[]
}

export interface ManifestService {
  name: string
  title?: Localized
  summary?: Localized
  target?: string | null
  mode?: string
  input?: ServiceParameter[]
  output?: ServiceParameter[]
}

/** What a package says of itself. */
export interface PluginManifest {
  apiVersion?: string
  name: string
  version: string
  title?: Localized
  summary?: Localized
  capabilities?: string[]
  permissions?: string[]
  containers?: ManifestContainer[]
  databases?: { name: string }[]
  buckets?: { name: string }[]
  services?: ManifestService[]
  entities?: { name: string; title?: Localized; attributes?: Attribute[] }[]
}

export interface PluginPackage {
  id: string
  name: string
  version: string
  title?: Localized
  summary?: Localized
  state: PackageState
  sizeBytes: number
  digest: string
  uploadedAt: string
  uploadedBy: string
  registeredAt: string | null
  manifest: PluginManifest
  instances: { total: number; healthy: number }
}

export type InstanceState = 'STARTING' | 'HEALTHY' | 'UNHEALTHY' | 'STOPPING' | 'STOPPED' | 'FAILED'

export interface PluginInstance {
  id: string
  packageId: string
  plugin: string
  version: string
  resourceHostId: string | null
  state: InstanceState
  containerId: string | null
  address: string | null
  startedAt: string | null
  restarts: number
  cpuPercent: number | null
  memoryBytes: number | null
  memoryLimitBytes: number | null
  problem: { code: string; detail: string } | null
}

export interface LogLine {
  at: string | null
  stream: string
  text: string
}

export interface WorkflowVersionRef {
  id: string
  number: number
  deployedAt: string
}

export interface Workflow {
  id: string
  name: string
  description?: string | null
  draft: string
  latestVersion: WorkflowVersionRef | null
  updatedAt: string
  updatedBy: string
}

export interface WorkflowProblem {
  severity: 'ERROR' | 'WARNING'
  elementId?: string | null
  code: string
  message: string
  line?: number | null
  column?: number | null
}

export interface WorkflowNode {
  nodeId: string
  name: string | null
  type: string
  service: string | null
}

export interface WorkflowVersion {
  id: string
  workflowId: string
  number: number
  name: string
  bpmn: string
  deployedAt: string
  deployedBy: string
  nodes: WorkflowNode[]
}

export type Outcome =
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'UNREACHABLE'
  | 'NEVER_STARTED'
  | 'CANCELLED'
  | 'UNKNOWN'

export type Outcomes = Partial<Record<Outcome, number>>

export type RunState = 'RUNNING' | 'NEEDS_DECISION' | 'SUCCEEDED' | 'FAILED' | 'TERMINATED'

export interface RecordRef {
  entity: string
  id: string
}

export interface Run {
  id: string
  workflowId: string
  workflowName: string
  versionId: string
  versionNumber: number
  state: RunState
  /** It is being terminated: what runs is told to stop. */
  stopping?: boolean
  startedBy: string
  startedAt: string
  endedAt: string | null
  reason: string | null
  outcomes: Outcomes
  recordCount: number
}

export type NodeState = 'WAITING' | 'NOT_REACHED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'CANCELLED'

export interface NodeRun {
  nodeRunId: string | null
  nodeId: string
  name: string | null
  type: string
  service: string | null
  state: NodeState
  attempt: number
  startedAt: string | null
  endedAt: string | null
  outcomes: Outcomes
  recordCount: number
  problem: { code: string; detail: string } | string | null
}

export interface RecordRun {
  recordId: string
  displayName: string
  attempt: number
  state: 'WAITING' | 'RUNNING' | 'DONE'
  outcome: Outcome | null
  reason: string | null
  message: string | null
  outputs: Record<string, unknown> | null
  startedAt: string | null
  endedAt: string | null
  outputBytes: number | null
  outputCut: number | null
}

export interface OutputChunk {
  offset: number
  length: number
  text: string
  at: string
}

export interface OutputPage {
  items: OutputChunk[]
  next: string | number | null
  end: boolean
}

export interface PlatformEvent {
  id: string
  type: string
  at: string
  actor: string | null
  runId: string | null
  nodeId: string | null
  data: Record<string, unknown> | null
}

/** A row of a plugin's data entity. */
export type EntityRecord = { id: string; displayName?: string } & Record<string, unknown>

export interface HostKey {
  type: string
  key: string
  fingerprint: string
}
