import type { Canvas } from './types'

export interface Margin {
  left: number
  right: number
  top: number
  bottom: number
}

/** Shows the whole diagram within the margins, which tools may lie upon, and never larger than `largest`. */
export function fitInto(canvas: Canvas, margin: Margin, largest: number): void {
  const { inner, outer } = canvas.viewbox()
  const width = outer.width - margin.left - margin.right
  const height = outer.height - margin.top - margin.bottom
  if (width <= 0 || height <= 0 || !inner.width || !inner.height) return
  const scale = Math.min(width / inner.width, height / inner.height, largest)
  canvas.viewbox({
    x: inner.x - (margin.left + (width - inner.width * scale) / 2) / scale,
    y: inner.y - (margin.top + (height - inner.height * scale) / 2) / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  })
}
