import { useI18n } from 'vue-i18n'
import type { SystemVariable } from '@/api/types'

export const SCOPES = ['GLOBAL', 'PLUGIN', 'PACKAGE'] as const
export const TYPES = ['string', 'text', 'integer', 'number', 'boolean', 'duration', 'secret'] as const

/** What people call the parts of a variable. */
export function useVariableWords() {
  const { t } = useI18n()
  const scopeName = (scope: string) => t(`systemVariables.scopes.${scope}`)
  const typeName = (type: string) => t(`systemVariables.types.${type}`)
  /** Whose it is: a plugin, or one version of it. */
  const owner = (one: SystemVariable) => [one.plugin, one.version].filter(Boolean).join(' ')
  return { scopeName, typeName, owner }
}
