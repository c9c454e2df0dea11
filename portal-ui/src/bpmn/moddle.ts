/** How our elements are read and written in BPMN; the core reads the same namespace. */
export const sextantModdle = {
  name: 'Sextant',
  uri: 'https://sextant.dev/bpmn/1',
  prefix: 'sextant',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'Service',
      superClass: ['Element'],
      properties: [
        { name: 'plugin', isAttr: true, type: 'String' },
        { name: 'name', isAttr: true, type: 'String' },
        { name: 'version', isAttr: true, type: 'String' },
        { name: 'registration', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'Records',
      superClass: ['Element'],
      properties: [
        { name: 'entity', isAttr: true, type: 'String' },
        { name: 'select', isAttr: true, type: 'String' },
        { name: 'records', isMany: true, type: 'Record' },
      ],
    },
    { name: 'Record', superClass: ['Element'], properties: [{ name: 'id', isAttr: true, type: 'String' }] },
    {
      name: 'Parameter',
      superClass: ['Element'],
      properties: [
        { name: 'name', isAttr: true, type: 'String' },
        { name: 'from', isAttr: true, type: 'String' },
        { name: 'value', isBody: true, type: 'String' },
      ],
    },
  ],
}
