import { describe, expect, it } from 'vitest'
import { entitiesOfRun } from './records'

const diagram = (records: string) =>
  `<d xmlns:sextant="https://sextant.dev/bpmn/1"><t>${records}</t></d>`

describe('entitiesOfRun', () => {
  it('names each entity chosen at the start once', () => {
    const records = '<sextant:records entity="inventory:host" select="RUN"/><sextant:records entity="inventory:host"/>'
    expect(entitiesOfRun(diagram(records))).toEqual(['inventory:host'])
  })

  it('leaves out what the design fixes', () => {
    expect(entitiesOfRun(diagram('<sextant:records entity="inventory:host" select="FIXED"/>'))).toEqual([])
  })
})
