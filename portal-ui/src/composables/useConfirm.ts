import { shallowRef } from 'vue'

export interface Confirmation {
  title: string
  /** What will happen, one sentence each. */
  lines: string[]
  action: string
  danger?: boolean
  /** Ask for a reason and hand it to `work`. */
  reason?: { label: string; required?: boolean }
  work: (reason: string) => Promise<unknown>
}

const asked = shallowRef<Confirmation | null>(null)

/** Asks before something is done; the dialog (one, in the frame) does it and shows what failed without closing. */
export function useConfirm() {
  return {
    asked,
    confirm: (confirmation: Confirmation) => (asked.value = confirmation),
    dismiss: () => (asked.value = null),
  }
}
