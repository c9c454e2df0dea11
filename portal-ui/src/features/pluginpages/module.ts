import type { PortalModule } from '@/app/modules'

/** Its places in the menu come from the plugins themselves. */
export const pluginPagesModule: PortalModule = {
  routes: [{ path: 'plugins/:plugin/:code', component: () => import('./PluginFramePage.vue'), meta: { full: true } }],
  menu: [],
}
