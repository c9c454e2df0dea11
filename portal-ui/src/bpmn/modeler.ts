import Modeler from 'bpmn-js/lib/Modeler'
import { InsertServiceHandler } from './insertService'
import { KeyboardInsert } from './keyboard'
import { sextantModdle } from './moddle'
import { SextantContextPad, SextantPalette } from './palette'
import { diagramColours, diagramText } from './theme'
import type { CommandStack } from './types'

/** The modeler with our elements, our palette and texts from our language files. */
export function createModeler(container: HTMLElement, translate: (text: string) => string): Modeler {
  const modeler = new Modeler({
    container,
    moddleExtensions: { sextant: sextantModdle },
    bpmnRenderer: diagramColours,
    textRenderer: diagramText,
    additionalModules: [
      {
        sextantKeyboard: ['type', KeyboardInsert],
        paletteProvider: ['type', SextantPalette],
        contextPadProvider: ['type', SextantContextPad],
        translate: ['value', (text: string, values: Record<string, string> = {}) => translate(text).replace(/\{(\w+)\}/g, (all, key: string) => values[key] ?? all)],
      },
    ],
  })
  modeler.get<CommandStack>('commandStack').registerHandler('sextant.insertService', InsertServiceHandler)
  return modeler
}
