import { computed, ref, watch } from 'vue'
import { plain } from './ansi'
import type { Line } from './lines'

/** Which lines hold the searched text, and which of them is looked at. */
export function useLogSearch(lines: () => readonly Line[]) {
  const text = ref('')
  const at = ref(0)
  const hits = computed(() => {
    const needle = text.value.toLowerCase()
    if (!needle) return []
    return lines().flatMap((line, index) => (plain(line.text).toLowerCase().includes(needle) ? [index] : []))
  })
  watch(text, () => (at.value = -1))

  /** Goes to the next or previous hit; tells its line. */
  function go(by: number): number | undefined {
    const count = hits.value.length
    if (!count) return undefined
    at.value = at.value < 0 && by < 0 ? count - 1 : (at.value + by + count) % count
    return hits.value[at.value]
  }

  return { text, hits, at, go }
}
