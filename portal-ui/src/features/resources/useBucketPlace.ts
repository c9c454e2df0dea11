import { computed } from 'vue'
import { useUrlFilter } from '@/composables/useUrlFilter'

/** Which bucket is open and how the keys that are shown begin, kept together in the page's address: `ID` or `ID:PREFIX`. */
export function useBucketPlace() {
  const place = useUrlFilter('bucket')
  const id = computed(() => place.value.split(':', 1)[0] ?? '')
  const prefix = computed({
    get: () => place.value.slice(id.value.length + 1),
    set: (begin) => (place.value = begin ? `${id.value}:${begin}` : id.value),
  })
  const open = (bucket: string) => void (place.value = bucket)
  const close = () => void (place.value = '')
  return { id, prefix, open, close }
}
