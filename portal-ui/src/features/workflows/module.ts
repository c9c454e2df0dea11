import { Share } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const workflowsModule: PortalModule = {
  routes: [
    { path: 'workflows', component: () => import('./WorkflowsPage.vue') },
    { path: 'workflows/:id', component: () => import('./DesignerPage.vue'), props: true, meta: { full: true } },
  ],
  menu: [{ group: 'design', title: 'workflows.title', icon: Share, to: '/workflows', permission: 'workflows:read' }],
}
