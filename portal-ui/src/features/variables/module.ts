import { SetUp } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const variablesModule: PortalModule = {
  routes: [{ path: 'variables', component: () => import('./VariablesPage.vue') }],
  menu: [{ group: 'system', title: 'systemVariables.title', icon: SetUp, to: '/variables', permission: 'variables:read' }],
}
