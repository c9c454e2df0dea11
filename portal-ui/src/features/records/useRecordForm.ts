import { ElMessage } from 'element-plus'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { services } from '@/api/platform'
import { Problem } from '@/api/problem'
import { entityRecords } from '@/api/records'
import { useAsync } from '@/composables/useAsync'
import { useSubmit } from '@/composables/useSubmit'
import { formValues, missingValues, toRecord } from './attributes'

/** The form of one entity record, new or stored. */
export function useRecordForm(plugin: string, entity: string, id: string | null, saved: () => void) {
  const { t } = useI18n()
  const api = entityRecords(plugin, entity)
  const values = ref<Record<string, unknown>>({})
  const tried = ref(false)
  const { busy, problem, submit } = useSubmit()

  const loaded = useAsync(async () => {
    const model = (await services.entities()).items.find((one) => one.plugin === plugin && one.name === entity)
    if (!model) throw new Problem(404, { detail: t('records.unknownEntity', { entity: `${plugin}:${entity}` }) })
    if (!id) return { model, record: null }
    const found = await api.query({ additionalFilters: [{ attrName: 'id', op: 'eq', condition: id }], limit: 1 })
    const record = found.items.find((one) => one.id === id)
    if (!record) throw new Problem(404, { detail: t('records.unknownRecord', { id }) })
    return { model, record }
  })
  const model = computed(() => loaded.data.value?.model ?? null)
  const record = computed(() => loaded.data.value?.record ?? null)
  watch(loaded.data, (now) => {
    if (now) values.value = formValues(now.model.attributes, now.record)
  })
  const missing = computed(() => (model.value ? missingValues(model.value.attributes, values.value, record.value) : []))

  async function save(): Promise<void> {
    tried.value = true
    const attributes = model.value?.attributes
    if (!attributes || missing.value.length) return
    const done = await submit(async () => {
      const content = toRecord(attributes, values.value, id)
      await (id ? api.update(content) : api.create(content))
    })
    if (done) {
      ElMessage.success(t('records.saved'))
      saved()
    }
  }

  return { model, record, values, loading: loaded.loading, loadProblem: loaded.problem, reload: loaded.reload, missing, tried, busy, problem, save }
}
