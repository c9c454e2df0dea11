import { Odometer } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const healthModule: PortalModule = {
  routes: [{ path: 'instances', component: () => import('./HealthPage.vue') }],
  menu: [{ group: 'monitoring', title: 'health.title', icon: Odometer, to: '/instances', permission: 'instances:read' }],
}
