import { VideoPlay } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const runsModule: PortalModule = {
  routes: [
    { path: 'runs', component: () => import('./RunsPage.vue') },
    { path: 'runs/start', component: () => import('./StartRunPage.vue') },
    { path: 'runs/:id', component: () => import('./RunPage.vue'), props: true },
  ],
  menu: [{ group: 'execution', title: 'runs.title', icon: VideoPlay, to: '/runs', permission: 'runs:read' }],
}
