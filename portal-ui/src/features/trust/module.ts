import { Key } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const trustModule: PortalModule = {
  routes: [{ path: 'trusted-keys', component: () => import('./TrustPage.vue') }],
  menu: [{ group: 'system', title: 'trust.title', icon: Key, to: '/trusted-keys', permission: 'trust:read' }],
}
