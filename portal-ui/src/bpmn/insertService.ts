import { writeBinding, type Binding } from './binding'
import type { Canvas, Connection, ElementFactory, ElementRegistry, Moddle, Modeling, Shape } from './types'

const GAP = 60
const WIDTH = 100

export interface InsertContext {
  shape: Shape
  after: Shape | null
}

/** Puts a node behind another one and moves what follows out of its way; one step for undo. */
export class InsertServiceHandler {
  static readonly $inject = ['modeling', 'canvas', 'elementRegistry']
  private readonly modeling: Modeling
  private readonly canvas: Canvas
  private readonly registry: ElementRegistry

  constructor(modeling: Modeling, canvas: Canvas, registry: ElementRegistry) {
    this.modeling = modeling
    this.canvas = canvas
    this.registry = registry
  }

  preExecute({ shape, after }: InsertContext): void {
    const root = this.canvas.getRootElement()
    const source = after ?? this.lastBeforeEnd()
    if (!source) {
      const { x, y, width, height } = this.canvas.viewbox()
      this.modeling.createShape(shape, { x: x + width / 2, y: y + height / 2 }, root)
      return
    }
    const position = { x: source.x + source.width + GAP + WIDTH / 2, y: source.y + source.height / 2 }
    const flow = source.outgoing[0]
    if (flow) this.into(flow, shape, position, root)
    else this.modeling.appendShape(source, shape, position, root)
  }

  private into(flow: Connection, shape: Shape, position: { x: number; y: number }, root: Shape): void {
    const { source, target } = flow
    const missing = source.x + source.width + WIDTH + 2 * GAP - target.x
    if (missing > 0) {
      const following = this.registry.filter((one) => !one.waypoints && !one.labelTarget && one.parent === root && one.x >= target.x)
      this.modeling.moveElements(following, { x: missing, y: 0 })
    }
    const created = this.modeling.createShape(shape, position, root)
    this.modeling.reconnectEnd(flow, created, { x: created.x, y: position.y })
    this.modeling.connect(created, target)
  }

  private lastBeforeEnd(): Shape | null {
    const [end] = this.registry.filter((one) => one.type === 'bpmn:EndEvent')
    const [start] = this.registry.filter((one) => one.type === 'bpmn:StartEvent')
    return end?.incoming[0]?.source ?? start ?? null
  }
}

/** A service node that is not on the diagram yet. */
export function serviceShape(factory: ElementFactory, moddle: Moddle, name: string, binding: Binding): Shape {
  const shape = factory.createShape({ type: 'bpmn:ServiceTask' })
  shape.businessObject.name = name
  shape.businessObject.extensionElements = writeBinding(moddle, shape.businessObject, binding)
  return shape
}
