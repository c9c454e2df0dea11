import { problemOf, send } from '@/api/http'

/** Hands a text to the person as a file. */
export function downloadText(name: string, text: string, type = 'text/plain'): void {
  offer(name, new Blob([text], { type }))
}

/** Fetches a file with the session's token, which a plain link could not carry. */
export async function downloadFrom(path: string, name: string): Promise<void> {
  const response = await send(path, {})
  if (!response.ok) throw await problemOf(response)
  offer(name, await response.blob())
}

function offer(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
