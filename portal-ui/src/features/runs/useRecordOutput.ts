import { withQuery } from '@/api/http'
import { runs } from '@/api/platform'
import type { OutputChunk } from '@/api/types'
import { useFollowedLog } from '@/components/log/useFollowedLog'

/** The output of one record, from its first byte on, followed while it grows; after a lost connection it goes on at its offset. */
export function useRecordOutput(runId: string) {
  const { follow, ...log } = useFollowedLog()
  const open = (nodeId: string, recordId: string) =>
    follow({
      path: withQuery(runs.outputPath(runId, nodeId, recordId), { after: 0 }),
      take: (data, buffer) => {
        const chunk = JSON.parse(data) as OutputChunk
        buffer.append(chunk.text, chunk.at)
      },
    })
  return { ...log, open }
}
