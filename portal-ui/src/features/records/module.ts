import { Grid } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const recordsModule: PortalModule = {
  routes: [
    { path: 'records', component: () => import('./RecordsPage.vue') },
    { path: 'records/:plugin/:entity', component: () => import('./RecordsPage.vue'), props: true },
    { path: 'records/:plugin/:entity/new', component: () => import('./RecordPage.vue'), props: true },
    { path: 'records/:plugin/:entity/:id', component: () => import('./RecordPage.vue'), props: true },
  ],
  menu: [{ group: 'design', title: 'records.title', icon: Grid, to: '/records', permission: 'inventory:read' }],
}
