import { useRoute, useRouter } from 'vue-router'

/** Changes several values of the page's address in one step. */
export function useUrlPatch() {
  const route = useRoute()
  const router = useRouter()
  return (patch: Record<string, string | undefined>) => void router.replace({ query: { ...route.query, ...patch } })
}
