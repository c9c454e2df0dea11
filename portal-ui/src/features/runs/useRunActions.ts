import { ElMessage } from 'element-plus'
import { useI18n } from 'vue-i18n'
import { runs } from '@/api/platform'
import type { NodeRun, Run } from '@/api/types'
import { useConfirm } from '@/composables/useConfirm'

/** What a person can decide about a run, each saying first what will happen to how many. */
export function useRunActions(reload: () => Promise<unknown>) {
  const { t } = useI18n()
  const { confirm } = useConfirm()

  function perform(said: string, act: (reason: string) => Promise<unknown>) {
    return async (reason: string) => {
      await act(reason)
      ElMessage.success(said)
      await reload()
    }
  }

  function retry(run: Run, node: NodeRun): void {
    const again = failedCount(node)
    confirm({
      title: t('run.retryTitle', { node: node.name ?? node.nodeId }),
      lines: [t('run.retryText', { count: again, attempt: node.attempt + 1 }, again), t('run.retryKept', node.recordCount - again)],
      action: t('run.retry'), work: perform(t('run.retried', again), () => runs.retry(run.id, node.nodeId)),
    })
  }

  function skip(run: Run, node: NodeRun): void {
    confirm({
      title: t('run.skipTitle', { node: node.name ?? node.nodeId }), lines: [t('run.skipText', failedCount(node))],
      action: t('run.skip'), reason: { label: t('run.skipReason'), required: true },
      work: perform(t('run.skipped'), (reason) => runs.skip(run.id, node.nodeId, reason)),
    })
  }

  function terminate(run: Run, nodes: readonly NodeRun[]): void {
    const active = nodes.filter((node) => node.state === 'RUNNING').reduce((sum, node) => sum + node.recordCount - doneCount(node), 0)
    const open = nodes.filter((node) => node.state === 'WAITING').length
    confirm({
      title: t('run.terminateTitle', { name: run.workflowName }), lines: [t('run.terminateText', active), ...(open ? [t('run.terminateSteps', open)] : []), t('run.terminateFinal')],
      action: t('run.terminate'), danger: true, reason: { label: t('run.terminateReason'), required: true },
      work: perform(t('run.terminated'), (reason) => runs.terminate(run.id, reason)),
    })
  }

  return { retry, skip, terminate }
}

export function doneCount(node: NodeRun): number {
  return Object.values(node.outcomes ?? {}).reduce((sum, count) => sum + (count ?? 0), 0)
}

export function failedCount(node: NodeRun): number {
  return doneCount(node) - (node.outcomes?.SUCCEEDED ?? 0)
}
