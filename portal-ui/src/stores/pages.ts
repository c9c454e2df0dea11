import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { pages } from '@/api/pages'
import { asProblem, type Problem } from '@/api/problem'
import type { PluginPage } from '@/api/types'

/** The pages of plugins that the person who is signed in may open. */
export const usePages = defineStore('pages', () => {
  const items = shallowRef<PluginPage[]>([])
  const problem = shallowRef<Problem | null>(null)
  /** False until it is known once which pages there are. */
  const known = ref(false)

  async function load(): Promise<void> {
    try {
      items.value = (await pages.list()).items
      problem.value = null
      known.value = true
    } catch (error) {
      problem.value = asProblem(error)
    }
  }

  function find(plugin: string, code: string): PluginPage | null {
    return items.value.find((one) => one.plugin === plugin && one.code === code) ?? null
  }

  /** The next one to sign in may see others. */
  function forget(): void {
    items.value = []
    known.value = false
  }

  return { items, problem, known, load, forget, find }
})
