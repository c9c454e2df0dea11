import { isByKeyboard, type KeyboardInsert } from './keyboard'
import type { Create, ElementFactory, Modeling, Selection, Shape } from './types'

type Translate = (text: string) => string
interface Tool { activateHand?(event: Event): void; activateSelection?(event: Event): void; start?(event: Event, source?: Shape): void; toggle?(event: Event): void }
interface Registers { registerProvider(provider: unknown): void }

/** Reached by the Tab key as well; what Enter does is in `keyboard`. */
const ENTRY = '<div class="entry" draggable="true" tabindex="0" role="button"></div>'
const EVENTS = { start: 'bpmn:StartEvent', end: 'bpmn:EndEvent' } as const

/** Only what the core runs: services come from their own list beside the diagram. */
export class SextantPalette {
  static readonly $inject = ['palette', 'create', 'elementFactory', 'handTool', 'lassoTool', 'spaceTool', 'globalConnect', 'translate', 'sextantKeyboard']
  private readonly entries: Record<string, unknown>

  constructor(palette: Registers, create: Create, factory: ElementFactory, hand: Tool, lasso: Tool, space: Tool, connect: Tool, translate: Translate, keyboard: KeyboardInsert) {
    palette.registerProvider(this)
    const tool = (icon: string, title: string, activate: (event: Event) => void) => ({
      group: 'tools', className: `bpmn-icon-${icon}`, title: translate(title), html: ENTRY, action: { click: activate },
    })
    const shape = (icon: string, title: string, type: string) => {
      const start = (event: Event) => create.start(event, factory.createShape({ type }))
      const click = (event: MouseEvent) => (isByKeyboard(event) ? keyboard.insert(type) : start(event))
      return { group: 'elements', className: `bpmn-icon-${icon}`, title: translate(title), html: ENTRY, action: { click, dragstart: start } }
    }
    this.entries = {
      'hand-tool': tool('hand-tool', 'Move the canvas', (event) => hand.activateHand?.(event)),
      'lasso-tool': tool('lasso-tool', 'Select several', (event) => lasso.activateSelection?.(event)),
      'space-tool': tool('space-tool', 'Make or remove space', (event) => space.activateSelection?.(event)),
      'global-connect-tool': tool('connection-multi', 'Connect two nodes', (event) => connect.start?.(event)),
      'tool-separator': { group: 'tools', separator: true },
      'create.start-event': shape('start-event-none', 'Start', EVENTS.start),
      'create.end-event': shape('end-event-none', 'End', EVENTS.end),
      'create.parallel-gateway': shape('gateway-parallel', 'In parallel', 'bpmn:ParallelGateway'),
      'create.exclusive-gateway': shape('gateway-xor', 'Join of alternatives', 'bpmn:ExclusiveGateway'),
    }
  }

  getPaletteEntries(): Record<string, unknown> {
    return this.entries
  }
}

/** The actions beside a selected element. */
export class SextantContextPad {
  static readonly $inject = ['contextPad', 'autoPlace', 'elementFactory', 'modeling', 'connect', 'translate', 'selection']

  constructor(
    contextPad: Registers,
    private readonly autoPlace: { append(source: Shape, shape: Shape): void },
    private readonly factory: ElementFactory,
    private readonly modeling: Modeling,
    private readonly connecting: Tool,
    private readonly translate: Translate,
    private readonly selection: Selection,
  ) {
    contextPad.registerProvider(this)
  }

  getContextPadEntries(element: Shape): Record<string, unknown> {
    const remove = this.entry('edit', 'trash', 'Remove', () => this.modeling.removeElements(this.selection.get().length > 1 ? this.selection.get() : [element]))
    if (element.waypoints || element.labelTarget || element.type === 'bpmn:EndEvent') return { delete: remove }
    const append = (icon: string, title: string, type: string) =>
      this.entry('model', icon, title, () => this.autoPlace.append(element, this.factory.createShape({ type })))
    const connect = (event: Event) => this.connecting.start?.(event, element)
    return {
      'append.parallel': append('gateway-parallel', 'In parallel', 'bpmn:ParallelGateway'),
      'append.end': append('end-event-none', 'End', EVENTS.end),
      connect: { group: 'connect', className: 'bpmn-icon-connection-multi', title: this.translate('Connect two nodes'), html: ENTRY, action: { click: connect, dragstart: connect } },
      delete: remove,
    }
  }

  private entry(group: string, icon: string, title: string, click: () => void) {
    return { group, className: `bpmn-icon-${icon}`, title: this.translate(title), html: ENTRY, action: { click } }
  }
}
