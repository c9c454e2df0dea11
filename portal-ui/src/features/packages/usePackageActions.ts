import { ElMessage } from 'element-plus'
import type { ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { idempotencyKey } from '@/api/key'
import { packages } from '@/api/platform'
import type { PluginPackage } from '@/api/types'
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

  async function register(): Promise<void> {
    if (await submit(() => packages.register(id()))) {
      ElMessage.success(t('packages.registered', { name: name() }))
      await reload()
    }
  }

  async function launch(): Promise<void> {
    const key = idempotencyKey()
    if (await submit(() => packages.launch(id(), key))) {
      ElMessage.success(t('packages.launching', { name: name() }))
      await reload()
    }
  }

  function decommission(): void {
    confirm({
      title: t('packages.decommissionTitle', { name: name() }),
      lines: [t('packages.decommissionText', one.value?.manifest.services.length ?? 0), t('packages.decommissionRuns')],
      action: t('packages.decommission'), danger: true,
      work: async () => {
        await packages.decommission(id())
        await reload()
      },
    })
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

  return { busy, problem, register, launch, decommission, remove }
}
