import type { Canvas, CommandStack, ElementFactory, ElementRegistry, Modeling, Selection, Shape } from './types'

/** A click that no pointer made: the key Enter upon a button, or a script. */
export function isByKeyboard(event: MouseEvent): boolean {
  return event.detail === 0
}

/** Whether something may come behind this element. */
export function isFollowable(element: Shape | undefined): element is Shape {
  return element !== undefined && !element.waypoints && !element.labelTarget && element.type !== 'bpmn:EndEvent' && element.type !== 'bpmn:Process'
}

/** Puts elements where they most likely belong, for whoever has no pointer to place them with. */
export class KeyboardInsert {
  static readonly $inject = ['elementFactory', 'modeling', 'selection', 'canvas', 'commandStack', 'elementRegistry']

  constructor(
    private readonly factory: ElementFactory,
    private readonly modeling: Modeling,
    private readonly selection: Selection,
    private readonly canvas: Canvas,
    private readonly commands: CommandStack,
    private readonly registry: ElementRegistry,
  ) {}

  insert(type: string): void {
    const shape = this.factory.createShape({ type })
    const [selected] = this.selection.get()
    const after = isFollowable(selected) ? selected : null
    if (type.endsWith('Gateway')) this.commands.execute('sextant.insertService', { shape, after })
    else this.modeling.createShape(shape, this.beside(after), this.canvas.getRootElement())
    this.selection.select(shape)
  }

  /** Below the selected element, or below everything. */
  private beside(after: Shape | null) {
    const shapes = after ? [after] : this.registry.filter((one) => !one.waypoints && !one.labelTarget && one.parent !== null)
    const bottom = Math.max(0, ...shapes.map((one) => one.y + one.height))
    const left = shapes.length ? Math.min(...shapes.map((one) => one.x)) : 200
    return { x: left + 20, y: bottom + 80 }
  }
}

/** Lets Enter and the space bar press what the diagram shows as buttons. */
export function pressByKeyboard(container: HTMLElement): void {
  container.addEventListener('keydown', (event) => {
    if ((event.key !== 'Enter' && event.key !== ' ') || !(event.target instanceof HTMLElement) || !event.target.matches('.entry')) return
    event.preventDefault()
    event.target.click()
  })
}
