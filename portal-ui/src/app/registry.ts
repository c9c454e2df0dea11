import { healthModule } from '@/features/health/module'
import { packagesModule } from '@/features/packages/module'
import { pluginPagesModule } from '@/features/pluginpages/module'
import { recordsModule } from '@/features/records/module'
import { runsModule } from '@/features/runs/module'
import { resourcesModule } from '@/features/resources/module'
import { trustModule } from '@/features/trust/module'
import { usersModule } from '@/features/users/module'
import { variablesModule } from '@/features/variables/module'
import { workflowsModule } from '@/features/workflows/module'
import type { PortalModule } from './modules'

/** Every feature of the portal, in the order of its menu entries. */
export const modules: PortalModule[] = [workflowsModule, recordsModule, runsModule, healthModule, packagesModule, pluginPagesModule, resourcesModule, variablesModule, usersModule, trustModule]
