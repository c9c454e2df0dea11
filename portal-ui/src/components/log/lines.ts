export interface Line {
  text: string
  at?: string | null
  stream?: string
}

/** At most so many lines are kept on the page; the download has them all. */
export const KEPT_LINES = 50_000
/** A line longer than this is cut on the page. */
export const LINE_LENGTH = 8_000

/** Makes lines of text that arrives in pieces: the last line grows until its end has come. */
export class LineBuffer {
  lines: Line[] = []
  dropped = 0
  private open = false

  append(text: string, at: string | null, stream?: string): void {
    const parts = text.split('\n')
    for (const [index, part] of parts.entries()) {
      const last = index === parts.length - 1
      if (index === 0 && this.open) this.extend(part)
      else if (part !== '' || !last) this.lines.push({ text: part, at, ...(stream ? { stream } : {}) })
      if (last) this.open = part !== '' || (index === 0 && this.open)
    }
    this.forgetOldest()
  }

  push(line: Line): void {
    this.lines.push(line)
    this.open = false
    this.forgetOldest()
  }

  private extend(part: string): void {
    const line = this.lines[this.lines.length - 1]
    if (line) this.lines[this.lines.length - 1] = { ...line, text: line.text + part }
  }

  private forgetOldest(): void {
    const over = this.lines.length - KEPT_LINES
    if (over > 0) {
      this.lines.splice(0, over)
      this.dropped += over
    }
  }
}
