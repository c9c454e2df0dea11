import { UserFilled } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const usersModule: PortalModule = {
  routes: [{ path: 'users', component: () => import('./UsersPage.vue') }],
  menu: [{ group: 'system', title: 'users.title', icon: UserFilled, to: '/users', permission: 'users:manage' }],
}
