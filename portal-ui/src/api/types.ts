import type { components } from '#core'

type Schemas = components['schemas']
/** What the core answers is whole: where there is nothing, it writes null. */
type Whole<T> = { [K in keyof T]-?: T[K] }

/** A text in the languages a manifest offers. */
export type Localized = Schemas['Localized']

export interface Page<T> {
  items: T[]
  next: string | null
}

export type PluginPackage = Whole<Schemas['PluginPackageView']>
export type Acceptance = Schemas['Registration']
export type PackageReview = Whole<Omit<Schemas['PackageReview'], 'pluginPackage'>> & { pluginPackage: PluginPackage }
export type ServiceChange = Whole<Schemas['ServiceChange']>
export type PartChange = Whole<Schemas['PartChange']>
export type CallingVersion = Whole<Schemas['CallingVersion']>
export type Dependents = Whole<Schemas['Dependents']>
export type TrustedKey = Whole<Schemas['TrustedKeyView']>
/** A place in the menu that opens a plugin's page. */
export type PluginPage = Whole<Schemas['UiMenu']>
export type PluginManifest = Schemas['PluginManifest']
export type PluginInstance = Whole<Schemas['PluginInstanceView']>
export type PluginUpgrade = Whole<Schemas['PluginUpgradeView']>
export type EngineHost = Whole<Schemas['EngineHostView']>
export type LogLine = Whole<Schemas['LogLine']>

export type ResourceHost = Whole<Schemas['ResourceHost']>
export type NewHost = Schemas['NewHost']
export type HostChange = Schemas['HostChange']
/** An answer of a plugin's database: a text for each column, null where the database has none. */
export interface DatabaseAnswer {
  columns: string[]
  rows: (string | null)[][]
  cut: boolean
}
export type Allocation = Whole<Schemas['Allocation']>
export type BucketObject = Whole<Schemas['BucketObject']>
export type SystemVariable = Whole<Schemas['VariableView']>
export type VariableChange = Whole<Schemas['VariableChange']>

export type PluginService = Whole<Schemas['PluginServiceView']>
export type DefaultBinding = Schemas['DefaultBinding']
export type ServiceRegistration = Whole<Omit<Schemas['RegistrationView'], 'service'>> & { service: PluginService }
/** A service as a workflow can call it: under one of its names. */
export type OfferedService = PluginService & { registration: string; bindings: DefaultBinding[] }
export type Callers = Whole<Schemas['Callers']>
export type ServiceParameter = Schemas['InputParameter']
export type ServiceOutput = Schemas['OutputParameter']
export type DataEntity = Whole<Schemas['DataEntityView']>
export type Attribute = Schemas['AttributeSpec']

/** A list leaves the drafts out. */
export type Workflow = Whole<Omit<Schemas['View'], 'draft'>>
export type WorkflowDesign = Whole<Schemas['View']>
export type WorkflowProblem = Whole<Schemas['DesignProblem']>
export type VersionVariable = Whole<Schemas['VersionVariable']>
export type WorkflowVersion = Whole<Omit<Schemas['VersionView'], 'variables'>> & { variables: VersionVariable[] }
export interface WorkflowCheck {
  problems: WorkflowProblem[]
}

export type StartRun = Schemas['Start']
export type Run = Whole<Schemas['RunView']>
export type RunState = Run['state']
export type NodeRun = Whole<Schemas['NodeView']>
export type NodeState = NodeRun['state']
export type RecordRun = Whole<Schemas['RecordView']>
export type Outcome = NonNullable<RecordRun['outcome']>
export type Outcomes = Run['outcomes']
export type RunVariable = Whole<Schemas['RunVariable']>
export type OutputChunk = Schemas['Item']
export type OutputPage = Schemas['Part']
export type PlatformEvent = Whole<Schemas['Event']>

// What the auth-server and plugins answer: neither describes its interface.
export interface User {
  name: string
  displayName: string
  roles: string[]
  permissions: string[]
  passwordChangeRequired?: boolean
  enabled?: boolean
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

/** A row of a plugin's data entity. */
export type EntityRecord = { id: string; displayName?: string } & Record<string, unknown>

export interface HostKey {
  type: string
  key: string
  fingerprint: string
}
