import { beforeEach, describe, expect, it } from 'vitest'
import { MOST_VIEWS, useSavedViews } from './useSavedViews'

describe('useSavedViews', () => {
  beforeEach(() => localStorage.clear())

  it('finds again what an earlier visit saved, for its own page', () => {
    useSavedViews('runs').save({ name: 'Failed', query: { state: 'FAILED' } })
    expect(useSavedViews('runs').views.value).toEqual([{ name: 'Failed', query: { state: 'FAILED' } }])
    expect(useSavedViews('workflows').views.value).toEqual([])
  })

  it('replaces the view of the same name and removes by name', () => {
    const { views, save, remove } = useSavedViews('runs')
    save({ name: 'Mine', query: { search: 'a' } })
    save({ name: 'Mine', query: { search: 'b' } })
    expect(views.value).toEqual([{ name: 'Mine', query: { search: 'b' } }])
    remove('Mine')
    expect(useSavedViews('runs').views.value).toEqual([])
  })

  it('keeps only so many', () => {
    const { views, save } = useSavedViews('runs')
    for (let index = 0; index <= MOST_VIEWS; index++) save({ name: `View ${index}`, query: {} })
    expect(views.value).toHaveLength(MOST_VIEWS)
    expect(views.value[0]?.name).toBe('View 1')
  })

  it.each(['{', '7', '[{"name":1}]', '[null]', '[{"name":"a","query":{"state":5}}]'])('starts afresh where %s is stored', (stored) => {
    localStorage.setItem('sextant.views.runs', stored)
    expect(useSavedViews('runs').views.value).toEqual([])
  })
})
