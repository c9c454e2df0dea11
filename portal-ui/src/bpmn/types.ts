/** The parts of bpmn-js that we touch; its own typings leave most of them open. */
export interface ModdleElement {
  $type: string
  id?: string
  name?: string
  values?: ModdleElement[]
  extensionElements?: ModdleElement
  $parent?: ModdleElement
  [property: string]: unknown
}

export interface Shape {
  id: string
  type: string
  x: number
  y: number
  width: number
  height: number
  parent: Shape | null
  businessObject: ModdleElement
  incoming: Connection[]
  outgoing: Connection[]
  waypoints?: unknown
  labelTarget?: Shape
}

export interface Connection extends Shape {
  source: Shape
  target: Shape
}

export interface Point {
  x: number
  y: number
}

export interface Modeling {
  updateProperties(element: Shape, properties: Record<string, unknown>): void
  createShape(shape: Shape, position: Point, target: Shape): Shape
  appendShape(source: Shape, shape: Shape, position: Point, target: Shape): Shape
  moveElements(elements: Shape[], delta: Point): void
  reconnectEnd(connection: Connection, target: Shape, docking: Point): void
  connect(source: Shape, target: Shape): Connection
  removeElements(elements: Shape[]): void
}

export interface ElementFactory {
  createShape(attributes: Record<string, unknown>): Shape
}

export interface ElementRegistry {
  get(id: string): Shape | undefined
  filter(test: (element: Shape) => boolean): Shape[]
}

export interface Selection {
  get(): Shape[]
  select(element: Shape | Shape[]): void
}

export interface CommandStack {
  undo(): void
  redo(): void
  canUndo(): boolean
  canRedo(): boolean
  execute(command: string, context: unknown): void
  registerHandler(command: string, handler: unknown): void
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Canvas {
  zoom(to?: 'fit-viewport' | number, centre?: 'auto'): number
  getRootElement(): Shape
  viewbox(): Box & { inner: Box; outer: { width: number; height: number } }
  viewbox(box: Box): void
  addMarker(id: string, marker: string): void
  removeMarker(id: string, marker: string): void
  scrollToElement(element: Shape): void
}

export interface Overlays {
  add(id: string, kind: string, overlay: { position: object; html: HTMLElement }): string
  remove(filter: { type: string }): void
}

export interface Moddle {
  create(type: string, properties?: Record<string, unknown>): ModdleElement
}

export interface Create {
  start(event: Event, shape: Shape): void
}
