const SEXTANT = 'https://sextant.dev/bpmn/1'

/** The entities whose records a diagram expects to be chosen at the start of a run. */
export function entitiesOfRun(bpmn: string): string[] {
  const document = new DOMParser().parseFromString(bpmn, 'application/xml')
  const bindings = [...document.getElementsByTagNameNS(SEXTANT, 'records')]
  const chosenAtStart = bindings.filter((binding) => (binding.getAttribute('select') ?? 'RUN') === 'RUN')
  return [...new Set(chosenAtStart.map((binding) => binding.getAttribute('entity') ?? ''))].filter(Boolean)
}
