import { effectScope } from 'vue'
import { describe, expect, it } from 'vitest'
import { useCursorList } from './useCursorList'

const pages: Record<string, { items: number[]; next: string | null }> = {
  '': { items: [1, 2], next: 'b' },
  b: { items: [3, 4], next: null },
}

describe('useCursorList', () => {
  it('grows page by page and reloads as much as is shown', async () => {
    const asked: string[] = []
    const list = effectScope().run(() =>
      useCursorList((after) => {
        asked.push(after ?? '')
        return Promise.resolve(pages[after ?? ''] ?? { items: [], next: null })
      }, false),
    )!
    await list.reload()
    expect(list.items.value).toEqual([1, 2])
    await list.more()
    expect(list.items.value).toEqual([1, 2, 3, 4])
    await list.reload()
    expect(list.items.value).toEqual([1, 2, 3, 4])
    expect(asked).toEqual(['', 'b', '', 'b'])
  })

  it('keeps the last good rows when loading fails', async () => {
    let fails = false
    const list = effectScope().run(() =>
      useCursorList(() => (fails ? Promise.reject(new Error('gone')) : Promise.resolve({ items: [7], next: null })), false),
    )!
    await list.reload()
    fails = true
    await list.reload()
    expect(list.items.value).toEqual([7])
    expect(list.problem.value?.detail).toBe('gone')
  })

  it('drops an answer that a later question overtook', async () => {
    const waiting: ((items: number[]) => void)[] = []
    const list = effectScope().run(() =>
      useCursorList<number>(() => new Promise((resolve) => waiting.push((items) => resolve({ items, next: null }))), false),
    )!
    const first = list.reload()
    const second = list.reload()
    waiting[1]?.([2])
    waiting[0]?.([1])
    await Promise.all([first, second])
    expect(list.items.value).toEqual([2])
  })
})
