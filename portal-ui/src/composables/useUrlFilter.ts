import { customRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A value kept in the page's address, so that a link or a reload restores it. `changed` is called after each change. */
export function useUrlFilter(name: string, changed: () => void = () => undefined) {
  const route = useRoute()
  const router = useRouter()
  const read = () => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  watch(read, changed)
  return customRef<string>(() => ({
    get: read,
    set: (value) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
  }))
}
