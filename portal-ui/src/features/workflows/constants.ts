interface Limits {
  type: string
  minimum?: number
  maximum?: number
}
type Form = 'integer' | 'number' | 'array' | 'object'

/** What is wrong with a constant for a parameter, as a key of its text; null when nothing is. */
export function constantProblem(parameter: Limits, value: string): Form | 'between' | 'minimum' | 'maximum' | null {
  const form = formProblem(parameter.type, value)
  if (form) return form
  const { minimum, maximum } = parameter
  const below = minimum !== undefined && Number(value) < minimum
  const above = maximum !== undefined && Number(value) > maximum
  if (!below && !above) return null
  if (minimum !== undefined && maximum !== undefined) return 'between'
  return below ? 'minimum' : 'maximum'
}

function formProblem(type: string, value: string): Form | null {
  switch (type) {
    case 'integer':
      return /^-?\d+$/.test(value) ? null : 'integer'
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? null : 'number'
    case 'array':
      return Array.isArray(parse(value)) ? null : 'array'
    case 'object': {
      const parsed = parse(value)
      return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? null : 'object'
    }
    default:
      return null
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
