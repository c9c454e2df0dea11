import { withQuery } from '@/api/http'
import { instances } from '@/api/platform'
import type { LogLine } from '@/api/types'
import { useFollowedLog } from '@/components/log/useFollowedLog'

const TAIL = 500
/** A container may have nothing to say for long, and its log has no heartbeats. */
const QUIET_MS = 20 * 60_000

/** A plugin instance's container log, followed live. */
export function useInstanceLogs(id: string) {
  const { follow, ...log } = useFollowedLog()
  const restart = () =>
    follow({
      path: withQuery(instances.logsPath(id), { tail: TAIL }), repeats: true, silenceMs: QUIET_MS,
      take: (data, buffer) => {
        const line = JSON.parse(data) as LogLine
        if (typeof line.text === 'string') buffer.push({ text: line.text.replace(/\r?\n$/, ''), at: line.at, stream: line.stream })
      },
    })
  restart()
  return { ...log, restart }
}
