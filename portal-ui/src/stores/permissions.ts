/** Whether granted permissions (`*`, `area:*`, `*:verb`, `area:verb`) cover the asked one. Only hides; the servers decide. */
export function allows(granted: readonly string[], asked: string): boolean {
  const [area = '', verb = ''] = asked.split(':')
  return granted.some((one) => one === '*' || one === asked || one === `${area}:*` || one === `*:${verb}`)
}
