import { Coin } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const resourcesModule: PortalModule = {
  routes: [{ path: 'resources', component: () => import('./ResourcesPage.vue') }],
  menu: [{ group: 'system', title: 'resources.title', icon: Coin, to: '/resources', permission: 'instances:read' }],
}
