import type { PortalModule } from './modules'

/** Every feature of the portal, in the order of its menu entries. */
export const modules: PortalModule[] = []
