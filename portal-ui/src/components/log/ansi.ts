import Anser from 'anser'
import { LINE_LENGTH } from './lines'

export interface Piece {
  text: string
  classes: string[]
  hit?: boolean
}

/** The coloured pieces of a line, without any control sequence, with what was searched for marked. */
export function pieces(line: string, search: string): Piece[] {
  const shown = line.length > LINE_LENGTH ? line.slice(0, LINE_LENGTH) : line
  const coloured = shown.includes('\u001b')
    ? Anser.ansiToJson(shown, { use_classes: true, remove_empty: true }).map((part) => ({ text: printable(part.content), classes: classesOf(part) }))
    : [{ text: printable(shown), classes: [] }]
  return search ? coloured.flatMap((piece) => marked(piece, search)) : coloured
}

/** A line as plain text. */
export function plain(line: string): string {
  return line.includes('\u001b') ? Anser.ansiToText(line) : line
}

function classesOf(part: { fg: string | null; bg: string | null; decorations: string[] }): string[] {
  const classes = part.decorations.map((decoration) => `log-${decoration}`)
  if (part.fg) classes.push(`log-fg-${part.fg.replace('ansi-', '')}`)
  if (part.bg) classes.push(`log-bg-${part.bg.replace('ansi-', '')}`)
  return classes
}

/** Control characters become visible signs: binary output must not disturb the page. */
function printable(text: string): string {
  return text.replace(/\r/g, '').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (sign) => String.fromCodePoint(0x2400 + (sign.codePointAt(0) ?? 0) % 0x7f))
}

function marked(piece: Piece, search: string): Piece[] {
  const found: Piece[] = []
  const haystack = piece.text.toLowerCase()
  const needle = search.toLowerCase()
  let from = 0
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    if (at > from) found.push({ ...piece, text: piece.text.slice(from, at) })
    found.push({ ...piece, text: piece.text.slice(at, at + needle.length), hit: true })
    from = at + needle.length
  }
  if (from < piece.text.length) found.push({ ...piece, text: piece.text.slice(from) })
  return found
}
