import { computed, reactive, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { idempotencyKey } from '@/api/key'
import { runs, workflows } from '@/api/platform'
import type { WorkflowVersion } from '@/api/types'
import { entitiesOfRun } from '@/bpmn/records'
import { useAsync } from '@/composables/useAsync'
import { useSubmit } from '@/composables/useSubmit'

/** What a person chooses for a run: workflow, version, records for each entity, and why. */
export function useStartRun() {
  const route = useRoute()
  const router = useRouter()
  const workflowId = ref(typeof route.query.workflow === 'string' ? route.query.workflow : '')
  const versionId = ref('')
  const reason = ref('')
  const chosen = reactive<Record<string, string[]>>({})
  const { busy, problem, submit } = useSubmit()
  // The same key until the run has started: a second click starts no second run.
  let key = idempotencyKey()

  const deployed = useAsync(async () => (await workflows.list({ limit: 200 })).items.filter((one) => one.latestVersion))
  const versions = useAsync(async () => (workflowId.value ? (await workflows.versions(workflowId.value)).items : []))
  const version = useAsync<WorkflowVersion | null>(async () => (versionId.value ? workflows.version(versionId.value) : null))

  watch(workflowId, async (id) => {
    versionId.value = ''
    void router.replace({ query: { ...route.query, workflow: id || undefined } })
    await versions.reload()
  })
  watch(versions.data, (list) => {
    if (!versionId.value) versionId.value = [...(list ?? [])].sort((a, b) => b.number - a.number)[0]?.id ?? ''
  })
  watch(versionId, () => version.reload())

  const entities = computed(() => (version.data.value ? entitiesOfRun(version.data.value.bpmn) : []))
  const records = computed(() => entities.value.flatMap((entity) => (chosen[entity] ?? []).map((id) => ({ entity, id }))))
  const steps = computed(() => version.data.value?.nodes.filter((node) => node.service) ?? [])
  const missing = computed(() => entities.value.filter((entity) => !chosen[entity]?.length))
  const ready = computed(() => version.data.value !== null && missing.value.length === 0)
  watch([versionId, records, reason], () => (key = idempotencyKey()))

  async function start(): Promise<void> {
    if (!ready.value) return
    await submit(async () => {
      const request = { workflowVersionId: versionId.value, records: records.value, variables: {} }
      const text = reason.value.trim()
      const run = await runs.start(text ? { ...request, reason: text } : request, key)
      await router.push(`/runs/${run.id}`)
    })
  }

  return { workflowId, versionId, reason, chosen, deployed, versions, version, entities, records, steps, missing, ready, busy, problem, start }
}
