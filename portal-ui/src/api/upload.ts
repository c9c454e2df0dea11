import { Problem } from './problem'
import { usableToken } from './token'
import { idempotencyKey } from './key'

export interface UploadHandlers {
  progress(sent: number, total: number): void
  /** All bytes have left; the server now verifies them. */
  sent(): void
}

/** Uploads a file as the raw body; XMLHttpRequest, because fetch does not report the progress of an upload. */
export async function uploadFile<T>(path: string, file: File, on: UploadHandlers, signal: AbortSignal): Promise<T> {
  const token = await usableToken()
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Content-Type', 'application/zip')
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Idempotency-Key', idempotencyKey())
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.upload.onprogress = (event) => on.progress(event.loaded, event.total)
    request.upload.onload = () => on.sent()
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T)
      else reject(Problem.parse(request.status, request.responseText, request.getResponseHeader('Retry-After')))
    }
    request.onerror = () => reject(Problem.unreachable())
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
