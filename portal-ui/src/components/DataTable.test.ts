import { mount } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { i18n } from '@/i18n'
import DataTable from './DataTable.vue'

interface Row { id: string; name: string }

const ROWS: Row[] = [{ id: '1', name: 'web-1' }, { id: '2', name: 'web-2' }]

function table(props: Record<string, unknown>) {
  return mount(DataTable as never, {
    props: { caption: 'Hosts', columns: [{ key: 'name', label: 'Name' }], rows: [], rowKey: (row: Row) => row.id, ...props } as never,
    slots: { 'cell-name': ({ row }: { row: Row }) => row.name, empty: () => 'Nothing here yet' } as never,
    global: { plugins: [i18n, ElementPlus] },
  })
}

describe('DataTable', () => {
  it('shows skeletons while it loads for the first time', () => {
    const wrapper = table({ loading: true })
    expect(wrapper.findAll('.skeleton').length).toBeGreaterThan(0)
    expect(wrapper.text()).not.toContain('Nothing here yet')
  })

  it('shows what an empty list is for', () => {
    expect(table({}).text()).toContain('Nothing here yet')
  })

  it('keeps the rows that it has when a reload fails, and offers to try again', async () => {
    const wrapper = table({ rows: ROWS, problem: new Problem(503, { title: 'The core is not available', code: 'CORE_UNAVAILABLE' }) })
    expect(wrapper.text()).toContain('web-2')
    expect(wrapper.get('[role=alert]').text()).toContain('The core is not available')
    await wrapper.get('[role=alert] button').trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('says neither empty nor anything else false when the first load fails', () => {
    expect(table({ problem: Problem.unreachable() }).text()).not.toContain('Nothing here yet')
  })
})
