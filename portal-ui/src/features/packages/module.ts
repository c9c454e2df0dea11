import { Box, Files } from '@element-plus/icons-vue'
import type { PortalModule } from '@/app/modules'

export const packagesModule: PortalModule = {
  routes: [
    { path: 'packages', component: () => import('./PackagesPage.vue') },
    { path: 'packages/upload', component: () => import('./UploadPage.vue') },
    { path: 'packages/:id/install', component: () => import('./InstallPage.vue'), props: true },
    { path: 'packages/:id', component: () => import('./PackagePage.vue'), props: true },
    { path: 'instances/:id', component: () => import('./InstancePage.vue'), props: true },
    { path: 'services', component: () => import('./ServicesPage.vue') },
  ],
  menu: [
    { group: 'collaboration', title: 'packages.title', icon: Box, to: '/packages', permission: 'packages:read' },
    { group: 'collaboration', title: 'services.title', icon: Files, to: '/services', permission: 'packages:read' },
  ],
}
