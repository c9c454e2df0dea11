import { computed, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { runs } from '@/api/platform'
import { useAsync } from '@/composables/useAsync'

/** Why a record wrote nothing: many never started at all. */
export function useSilence(runId: string, place: () => { node: string; record: string }, silent: Ref<boolean>) {
  const { t } = useI18n()
  const found = useAsync(async () => {
    const { node, record } = place()
    return (await runs.records(runId, node, { search: record, limit: 1 })).items.find((one) => one.recordId === record) ?? null
  }, false)
  watch(silent, (now) => now && void found.reload(), { immediate: true })

  return computed(() => {
    const record = found.data.value
    if (!record || record.recordId !== place().record) return ''
    return [t(`run.silent.${record.outcome ?? 'none'}`, { record: record.displayName }), record.message].filter(Boolean).join(' ')
  })
}
