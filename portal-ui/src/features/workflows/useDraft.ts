import { computed, ref, shallowRef } from 'vue'
import type { Problem } from '@/api/problem'
import { workflows } from '@/api/platform'
import type { WorkflowDesign, WorkflowProblem, WorkflowVersion } from '@/api/types'
import { useSubmit } from '@/composables/useSubmit'

const CHECK_PAUSE_MS = 700

/** A workflow's draft at the server: loaded, checked, saved with the version it was based on, deployed. */
export function useDraft(id: string, xml: () => Promise<string>) {
  const workflow = shallowRef<WorkflowDesign | null>(null)
  const name = ref('')
  const dirty = ref(false)
  const { busy: working, problem, submit } = useSubmit()
  const kind = ref<'save' | 'deploy'>('save')
  const busy = computed(() => (working.value ? kind.value : null))
  const problems = shallowRef<readonly WorkflowProblem[]>([])
  const checked = ref(false)
  let etag: string | null = null
  let timer: number | undefined
  let turn = 0

  const conflict = computed(() => problem.value?.status === 412)
  const errors = computed(() => problems.value.filter((one) => one.severity === 'ERROR').length)

  async function load(): Promise<WorkflowDesign> {
    const answer = await workflows.one(id)
    etag = answer.etag
    workflow.value = answer.body
    name.value = answer.body.name
    dirty.value = false
    problem.value = null
    return answer.body
  }

  async function check(): Promise<void> {
    const mine = ++turn
    try {
      const { problems: found } = await workflows.check(id, await xml())
      if (mine !== turn) return
      problems.value = found
      checked.value = true
    } catch (error) {
      // The check is a courtesy while drawing; saving and deploying say loudly what fails.
      if (mine === turn) checked.value = false
      void error
    }
  }

  function touch(): void {
    dirty.value = true
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void check(), CHECK_PAUSE_MS)
  }

  function attempt(next: 'save' | 'deploy', work: () => Promise<void>): Promise<boolean> {
    if (!working.value) kind.value = next
    return submit(work)
  }

  async function put(): Promise<void> {
    const draft = await xml()
    const answer = await workflows.save(id, etag, { name: name.value.trim(), description: workflow.value?.description ?? '', draft })
    etag = answer.etag
    workflow.value = answer.body ?? workflow.value
    dirty.value = false
  }

  const save = () => attempt('save', put)

  /** Puts this draft over what somebody else saved meanwhile. */
  const overwrite = () =>
    attempt('save', async () => {
      etag = (await workflows.one(id)).etag
      await put()
    })

  async function deploy(): Promise<WorkflowVersion | null> {
    let version: WorkflowVersion | null = null
    await attempt('deploy', async () => {
      if (dirty.value) await put()
      version = (await workflows.deploy(id, etag)).body
      await load()
    })
    if (problem.value?.status === 422) problems.value = problem.value.errors.map(toProblem)
    return version
  }

  const stop = () => window.clearTimeout(timer)
  return { workflow, name, dirty, busy, problem, problems, checked, errors, conflict, load, check, touch, save, overwrite, deploy, stop }
}

function toProblem(error: Problem['errors'][number]): WorkflowProblem {
  const elementId = error.pointer?.startsWith('#') ? error.pointer.slice(1) : null
  const [, code = '', message = error.message] = /^([A-Z_]+): (.*)$/s.exec(error.message) ?? []
  return { severity: 'ERROR', elementId, code, message, line: 0, column: 0 }
}
