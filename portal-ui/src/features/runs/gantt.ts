import type { NodeRun } from '@/api/types'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const STEPS = [
  SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR,
  12 * HOUR, 24 * HOUR,
]
const MOST_TICKS = 6

export interface Bar {
  node: NodeRun
  /** Per cent of the axis. */
  left: number
  width: number
}

/** The marks of a time axis of this length, in milliseconds since its begin: few, and round. */
export function ticks(length: number): number[] {
  const days = 24 * HOUR
  const step = STEPS.find((one) => length / one <= MOST_TICKS) ?? Math.ceil(length / MOST_TICKS / days) * days
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step)
}

/** Where each node that has begun stands on an axis from `begin` to `end`; in the order in which they began. */
export function bars(nodes: readonly NodeRun[], begin: number, end: number): Bar[] {
  const length = Math.max(end - begin, 1)
  const share = (time: number) => (Math.min(Math.max(time - begin, 0), length) / length) * 100
  return nodes
    .flatMap((node) => (node.startedAt ? [{ node, from: Date.parse(node.startedAt), to: node.endedAt ? Date.parse(node.endedAt) : end }] : []))
    .sort((one, other) => one.from - other.from)
    .map(({ node, from, to }) => ({ node, left: share(from), width: share(to) - share(from) }))
}
