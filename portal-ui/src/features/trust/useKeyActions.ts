import { useI18n } from 'vue-i18n'
import { trustedKeys } from '@/api/platform'
import type { TrustedKey } from '@/api/types'
import { useConfirm } from '@/composables/useConfirm'

/** Revoking and forgetting a key, each saying first what it affects. */
export function useKeyActions(done: () => Promise<unknown>) {
  const { t } = useI18n()
  const { confirm } = useConfirm()

  const revoke = (one: TrustedKey) =>
    confirm({
      title: t('trust.revokeTitle', { name: one.name }), lines: [t('trust.revokeText', one.packages), t('trust.revokeKept'), t('trust.revokeFinal')],
      action: t('trust.revoke'), danger: true, reason: { label: t('trust.reason'), required: true },
      work: async (reason) => {
        await trustedKeys.revoke(one.id, reason)
        await done()
      },
    })
  const remove = (one: TrustedKey) =>
    confirm({
      title: t('trust.removeTitle', { name: one.name }), lines: [t('trust.removeText')], action: t('action.remove'), danger: true,
      work: async () => {
        await trustedKeys.remove(one.id)
        await done()
      },
    })
  return { revoke, remove }
}
