import { exchange, get, post } from './http'
import { idempotencyKey } from './key'
import { Problem } from './problem'
import { usableToken } from './token'

export interface UploadHandlers {
  progress(sent: number, total: number): void
  /** All bytes have left; the server now verifies them. */
  sent(): void
}

interface OpenUpload { id: string; offset: number; largestPiece: number }

const MOST_FAILURES = 8
const LONGEST_PAUSE_MS = 15_000

/**
 * Uploads a file in pieces. What failed in passing is tried again from where the server says that it is; the same file, chosen again after a
 * reload, goes on as well.
 */
export async function uploadFile<T>(path: string, file: File, on: UploadHandlers, signal: AbortSignal): Promise<T> {
  const memory = `sextant.upload.${file.name}.${file.size}.${file.lastModified}`
  const upload = (await remembered(path, memory)) ?? (await post<OpenUpload>(path, { sizeBytes: file.size }, { 'Idempotency-Key': idempotencyKey() }))
  localStorage.setItem(memory, upload.id)
  await sendAll(`${path}/${encodeURIComponent(upload.id)}`, upload, file, on, signal)
  on.sent()
  try {
    const done = await post<T>(`${path}/${encodeURIComponent(upload.id)}/complete`)
    localStorage.removeItem(memory)
    return done
  } catch (error) {
    if (isRefusal(error)) await forget(`${path}/${encodeURIComponent(upload.id)}`, memory)
    throw error
  }
}

/** What was refused stays refused: its pieces are of no use any more. */
async function forget(path: string, memory: string): Promise<void> {
  localStorage.removeItem(memory)
  await exchange(path, { method: 'DELETE' }).catch(() => undefined)
}

async function remembered(path: string, memory: string): Promise<OpenUpload | null> {
  const id = localStorage.getItem(memory)
  return id ? get<OpenUpload>(`${path}/${encodeURIComponent(id)}`).catch(() => null) : null
}

async function sendAll(path: string, upload: OpenUpload, file: File, on: UploadHandlers, signal: AbortSignal): Promise<void> {
  for (let { offset } = upload, failures = 0; offset < file.size; on.progress(offset, file.size)) {
    try {
      const piece = file.slice(offset, offset + upload.largestPiece)
      const from = offset
      offset = (await sendPiece(`${path}/content?offset=${from}`, piece, (sent) => on.progress(from + sent, file.size), signal)).offset
      failures = 0
    } catch (error) {
      if (signal.aborted || isFinal(error) || ++failures > MOST_FAILURES) throw error
      await new Promise((resume) => setTimeout(resume, Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures)))
      offset = (await get<OpenUpload>(path).catch(() => ({ offset }))).offset
    }
  }
}

const isRefusal = (error: unknown) => error instanceof Problem && error.status >= 400 && error.status < 500
/** Whoever is told to go on elsewhere, or later, or to sign in anew, may try again. */
const isFinal = (error: unknown) => isRefusal(error) && ![401, 409, 429].includes((error as Problem).status)

/** XMLHttpRequest, because fetch does not report the progress of an upload. */
async function sendPiece(path: string, piece: Blob, progress: (sent: number) => void, signal: AbortSignal): Promise<OpenUpload> {
  const token = await usableToken()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', path)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Accept', 'application/json')
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.upload.onprogress = (event) => progress(event.loaded)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as OpenUpload)
      else reject(Problem.parse(request.status, request.responseText, request.getResponseHeader('Retry-After')))
    }
    request.onerror = () => reject(Problem.unreachable())
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    if (signal.aborted) return reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(piece)
  })
}
