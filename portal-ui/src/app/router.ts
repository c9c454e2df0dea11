import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { useSession } from '@/stores/session'
import { modules } from './registry'

declare module 'vue-router' {
  interface RouteMeta {
    /** Reachable without a session. */
    open?: boolean
    /** Fills the whole content area, without padding. */
    full?: boolean
    permission?: string
  }
}

export const router = createRouter({
  history: createWebHistory('/portal/'),
  routes: [
    { path: '/sign-in', component: () => import('@/features/signin/SignInPage.vue'), meta: { open: true } },
    {
      path: '/',
      component: () => import('./AppFrame.vue'),
      children: [
        { path: '', component: () => import('@/features/home/HomePage.vue') },
        ...modules.flatMap((module) => module.routes),
        { path: ':rest(.*)*', component: () => import('./NotFoundPage.vue') },
      ],
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  const session = useSession()
  await session.restore()
  if (to.meta.open) return session.ready ? nextPlace(to) : true
  return session.ready ? true : { path: '/sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
})

/** Where to go after signing in; only places inside the portal. */
export function nextPlace(from: RouteLocationNormalized): string {
  const next = from.query.next
  return typeof next === 'string' && /^\/(?!\/)/.test(next) ? next : '/'
}
