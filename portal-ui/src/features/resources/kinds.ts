import type { ResourceHost } from '@/api/types'

export type Kind = ResourceHost['kind']

/** The kinds of hosts in the order in which the page shows them. */
export const KINDS: Kind[] = ['DOCKER', 'DATABASE', 'STORAGE', 'PROXY']

/** The kinds that people enter here, each with an address as it is written. */
export const ENTERED: { kind: Kind; address: string }[] = [
  { kind: 'DATABASE', address: 'db.example.org:3306' },
  { kind: 'STORAGE', address: 'https://s3.example.org' },
  { kind: 'PROXY', address: 'proxy.example.org:3128' },
]
