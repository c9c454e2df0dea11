import { ElMessage } from 'element-plus'
import type { ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { idempotencyKey } from '@/api/key'
import { packages } from '@/api/platform'
import type { Dependents, PluginPackage } from '@/api/types'
import { useConfirm } from '@/composables/useConfirm'
import { useSubmit } from '@/composables/useSubmit'

/** What can be done with a package, each with its confirmation where it takes something away. */
export function usePackageActions(one: Readonly<ShallowRef<PluginPackage | null>>, reload: () => Promise<void>) {
  const { t } = useI18n()
  const router = useRouter()
  const { confirm } = useConfirm()
  const { busy, problem, submit } = useSubmit()
  const name = () => `${one.value?.name} ${one.value?.version}`
  const id = () => one.value?.id ?? ''

  async function launch(): Promise<void> {
    const key = idempotencyKey()
    if (await submit(() => packages.launch(id(), key))) {
      ElMessage.success(t('packages.launching', { name: name() }))
      await reload()
    }
  }

  /** Says first whom it hits; what is confirmed is that very list. */
  async function decommission(): Promise<void> {
    await submit(async () => {
      const hit = await packages.dependents(id())
      confirm({
        title: t('packages.decommissionTitle', { name: name() }),
        lines: [t('packages.decommissionText', one.value?.manifest.services.length ?? 0), ...affected(hit)],
        action: affected(hit).length ? t('packages.decommissionForce') : t('packages.decommission'), danger: true,
        work: async () => {
          await packages.decommission(id(), hit.confirmation)
          await reload()
        },
      })
    })
  }

  function affected(hit: Dependents): string[] {
    const more = (shown: number, all: number) => (all > shown ? t('dependents.more', { count: all - shown }) : '')
    const workflows = hit.workflows.map((version) => t('dependents.workflow', { name: version.name, number: version.number })).join(', ')
    const needing = hit.packages.map((other) => `${other.name} ${other.version}`).join(', ')
    return [
      ...(hit.instances.total ? [t('dependents.instances', hit.instances.total)] : []),
      ...(hit.packageCount ? [t('dependents.packages', { names: needing + more(hit.packages.length, hit.packageCount) }, hit.packageCount)] : []),
      ...(hit.workflowCount ? [t('dependents.workflows', { names: workflows + more(hit.workflows.length, hit.workflowCount) }, hit.workflowCount)] : []),
    ]
  }

  function remove(): void {
    confirm({
      title: t('packages.removeTitle', { name: name() }), lines: [t('packages.removeText')], action: t('action.remove'), danger: true,
      work: async () => {
        await packages.remove(id())
        await router.replace('/packages')
      },
    })
  }

  return { busy, problem, launch, decommission, remove }
}
