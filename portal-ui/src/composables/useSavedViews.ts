import { ref } from 'vue'

export interface SavedView {
  name: string
  query: Record<string, string>
}

export const MOST_VIEWS = 12

/** Filters of a page that a person gave a name, kept in this browser. */
export function useSavedViews(page: string) {
  const key = `sextant.views.${page}`
  const views = ref<SavedView[]>(load(key))

  function keep(next: SavedView[]): void {
    views.value = next
    localStorage.setItem(key, JSON.stringify(next))
  }

  /** Takes the place of a view of the same name; of too many the oldest goes. */
  const save = (view: SavedView) => keep([...views.value.filter((one) => one.name !== view.name), view].slice(-MOST_VIEWS))
  const remove = (name: string) => keep(views.value.filter((one) => one.name !== name))
  return { views, save, remove }
}

function load(key: string): SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isView) : []
  } catch {
    return []
  }
}

function isView(value: unknown): value is SavedView {
  const view = value as Partial<SavedView> | null
  return typeof view?.name === 'string' && typeof view.query === 'object' && view.query !== null && Object.values(view.query).every((one) => typeof one === 'string')
}
