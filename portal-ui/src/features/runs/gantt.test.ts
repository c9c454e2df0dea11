import { describe, expect, it } from 'vitest'
import type { NodeRun } from '@/api/types'
import { bars, ticks } from './gantt'

const node = (nodeId: string, from: number | null, to: number | null): NodeRun => ({
  nodeRunId: nodeId, nodeId, name: nodeId, type: 'SERVICE', service: null, state: 'SUCCEEDED', attempt: 1, outcomes: {}, recordCount: 0, reason: null, problem: null,
  startedAt: from === null ? null : new Date(from).toISOString(), endedAt: to === null ? null : new Date(to).toISOString(),
})

describe('ticks', () => {
  it.each([
    [0, [0]],
    [4_000, [0, 1_000, 2_000, 3_000, 4_000]],
    [65_000, [0, 30_000, 60_000]],
    [30 * 86_400_000, [0, 5, 10, 15, 20, 25, 30].map((days) => days * 86_400_000)],
  ])('%i ms have round marks', (length, expected) => {
    expect(ticks(length)).toEqual(expected)
  })
})

describe('bars', () => {
  it('stand in the order in which the nodes began, and leave out what has not begun', () => {
    const shown = bars([node('late', 50, 100), node('never', null, null), node('early', 0, 50)], 0, 100)
    expect(shown.map(({ node: one, left, width }) => [one.nodeId, left, width])).toEqual([['early', 0, 50], ['late', 50, 50]])
  })

  it('reach to the end of the axis while the node runs', () => {
    expect(bars([node('running', 25, null)], 0, 100)[0]).toMatchObject({ left: 25, width: 75 })
  })

  it('never leave the axis, whatever the clocks say', () => {
    expect(bars([node('early', -50, 500)], 0, 100)[0]).toMatchObject({ left: 0, width: 100 })
  })
})
