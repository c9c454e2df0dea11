declare module '*.css'
declare module '*.svg' {
  const url: string
  export default url
}
declare module 'element-plus/es/locale/lang/*.mjs' {
  const language: import('element-plus/es/locale').Language
  export default language
}
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages: Record<string, unknown>)
    fromXML(xml: string): Promise<{ rootElement: unknown }>
    toXML(element: unknown): Promise<{ xml: string }>
    create(type: string, properties?: Record<string, unknown>): unknown
  }
}
