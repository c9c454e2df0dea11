import type { Canvas } from './types'

/** At this scale the diagram's smallest text is still 11 px high. */
export const LEGIBLE = 0.92

export interface Margin {
  left: number
  right: number
  top: number
  bottom: number
}

/**
 * Shows the whole diagram within the margins, which tools may lie upon, and never larger than `largest`. Where that would be smaller than
 * `smallest`, its left part is shown.
 */
export function fitInto(canvas: Canvas, margin: Margin, largest: number, smallest = 0): void {
  const { inner, outer } = canvas.viewbox()
  const width = outer.width - margin.left - margin.right
  const height = outer.height - margin.top - margin.bottom
  if (width <= 0 || height <= 0 || !inner.width || !inner.height) return
  const scale = Math.max(Math.min(width / inner.width, height / inner.height, largest), smallest)
  const beside = Math.max(0, width - inner.width * scale) / 2
  const above = Math.max(0, height - inner.height * scale) / 2
  canvas.viewbox({
    x: inner.x - (margin.left + beside) / scale,
    y: inner.y - (margin.top + above) / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  })
}
