/** What is wrong with a constant for a parameter of this type; null when nothing is. */
export function constantProblem(type: string, value: string): 'integer' | 'number' | 'array' | 'object' | null {
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
