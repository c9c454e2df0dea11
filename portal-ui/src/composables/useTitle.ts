import { onScopeDispose, watchEffect } from 'vue'

const NAME = 'Sextant'

/** Keeps the tab's title in step with the page's. */
export function useTitle(title: () => string): void {
  watchEffect(() => {
    document.title = title() ? `${title()} · ${NAME}` : NAME
  })
  onScopeDispose(() => (document.title = NAME))
}
