import { ElMessage } from 'element-plus'

/** Puts a text on the clipboard and says so. */
export async function copy(text: string, said: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
  } else {
    // Only secure contexts have the clipboard API; a plain-http address of another machine does not.
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
  ElMessage({ message: said, type: 'success', duration: 1500, grouping: true })
}
