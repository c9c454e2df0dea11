export interface ProblemError {
  pointer?: string
  line?: number | null
  column?: number | null
  path?: string
  message: string
}

export interface ProblemDocument {
  status?: number
  code?: string
  title?: string
  detail?: string
  errors?: ProblemError[]
  traceId?: string
}

/** A refusal or failure of a call, as RFC 9457 problem details where the server gave them. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: ProblemError[]
  readonly traceId: string | undefined
  readonly retryAfter: number | undefined

  constructor(status: number, document: ProblemDocument, retryAfter?: number) {
    super(document.detail ?? document.title ?? document.code ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = document.code ?? ''
    this.title = document.title ?? ''
    this.detail = document.detail ?? ''
    this.errors = document.errors ?? []
    this.traceId = document.traceId
    this.retryAfter = retryAfter
  }

  /** The server could not be reached at all. */
  static unreachable(): Problem {
    return new Problem(0, { code: 'UNREACHABLE' })
  }

  static parse(status: number, text: string, retryAfter?: string | null): Problem {
    const seconds = retryAfter ? Number(retryAfter) : undefined
    try {
      return new Problem(status, JSON.parse(text) as ProblemDocument, seconds)
    } catch {
      return new Problem(status, {}, seconds)
    }
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(0, { detail: error instanceof Error ? error.message : String(error) })
}
