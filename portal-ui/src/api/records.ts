import { post } from './http'
import { Problem } from './problem'
import type { EntityRecord, HostKey } from './types'

interface EntityAnswer<T> {
  status: string
  message?: string | null
  data: T[] | null
  next?: string | null
}

export interface EntityQuery {
  search?: string
  limit?: number
  after?: string | null
  additionalFilters?: { attrName: string; op: string; condition: unknown }[]
}

/** Reads and writes a data entity's records at its plugin, through the gateway. */
export function entityRecords(plugin: string, entity: string) {
  const base = `/${encodeURIComponent(plugin)}/entities/${encodeURIComponent(entity)}`
  return {
    query: async (query: EntityQuery) => {
      const answer = await ask<EntityRecord>(`${base}/query`, clean(query))
      return { items: answer.data ?? [], next: answer.next ?? null }
    },
    create: (record: Record<string, unknown>) => ask<EntityRecord>(`${base}/create`, [record]),
    update: (record: Record<string, unknown>) => ask<EntityRecord>(`${base}/update`, [record]),
    remove: (ids: string[]) => ask<EntityRecord>(`${base}/delete`, ids.map((id) => ({ id }))),
  }
}

async function ask<T>(path: string, body: unknown): Promise<EntityAnswer<T>> {
  const answer = await post<EntityAnswer<T>>(path, body)
  if (answer.status !== 'OK') throw new Problem(422, { code: answer.status, detail: answer.message ?? '' })
  return answer
}

function clean(query: EntityQuery): Record<string, unknown> {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return { additionalFilters: [], ...Object.fromEntries(filled) }
}

/** Asks a machine for its SSH host keys, so that a person can compare a fingerprint before trusting one. */
export async function scanHostKeys(address: string, port: number): Promise<HostKey[]> {
  return (await post<{ items: HostKey[] }>('/job-execution/v1/host-keys/scan', { address, port })).items
}
