import { computed, reactive, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { idempotencyKey } from '@/api/key'
import { runs, workflows } from '@/api/platform'
import type { WorkflowVersion } from '@/api/types'
import { entitiesOfRun } from '@/bpmn/records'
import { useAsync } from '@/composables/useAsync'
import { useSubmit } from '@/composables/useSubmit'
import { earlierRecords } from './earlierRecords'

/** What a person chooses for a run: workflow, version, records for each entity, and why. */
export function useStartRun() {
  const route = useRoute()
  const router = useRouter()
  const workflowId = ref(typeof route.query.workflow === 'string' ? route.query.workflow : '')
  const versionId = ref('')
  const reason = ref('')
  const chosen = reactive<Record<string, string[]>>({})
  const values = ref<Record<string, string>>({})
  const { busy, problem, submit } = useSubmit()
  // The same key until the run has started: a second click starts no second run.
  let key = idempotencyKey()

  const sought = ref('')
  // The server searches: there may be more workflows than one list holds. The chosen one is among them in any case.
  const deployed = useAsync(async () => {
    const [found, current] = await Promise.all([workflows.list({ search: sought.value, limit: 200 }), workflowId.value ? workflows.one(workflowId.value) : null])
    const others = found.items.filter((one) => one.id !== current?.body.id)
    return [...(current ? [current.body] : []), ...others].filter((one) => one.latestVersion)
  })
  watch(sought, () => deployed.reload())
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
  // Of an earlier run that is run again the records are chosen already, where it is plain of which entity they are.
  const earlier = useAsync(() => earlierRecords(String(route.query.from), route.query.only === 'failed'), false)
  watch(entities, (now) => typeof route.query.from === 'string' && now.length === 1 && !earlier.data.value && void earlier.reload())
  watch(earlier.data, (ids) => {
    const [entity] = entities.value
    if (entity && ids) chosen[entity] = ids
  })

  const variables = computed(() => version.data.value?.variables ?? [])
  const unset = computed(() => variables.value.filter((one) => one.required && !values.value[one.name]))
  const ready = computed(() => version.data.value !== null && missing.value.length === 0 && unset.value.length === 0)
  watch([versionId, records, reason, values], () => (key = idempotencyKey()))

  /** The values of this version's own variables; what was typed for another one stays behind. */
  function given(): Record<string, string> {
    const typed = variables.value.map((one): [string, string] => [one.name, values.value[one.name] ?? ''])
    return Object.fromEntries(typed.filter(([, value]) => value !== ''))
  }

  async function start(): Promise<void> {
    if (!ready.value) return
    await submit(async () => {
      const request = { workflowVersionId: versionId.value, records: records.value, variables: given() }
      const text = reason.value.trim()
      const run = await runs.start(text ? { ...request, reason: text } : request, key)
      await router.push(`/runs/${run.id}`)
    })
  }

  return { sought, workflowId, versionId, reason, chosen, earlier, deployed, versions, version, entities, records, steps, missing, variables, values, unset, ready, busy, problem, start }
}
