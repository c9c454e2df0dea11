import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

/** The eight groups of the menu, in their order. */
export const GROUPS = [
  'tasks', 'design', 'execution', 'monitoring', 'intelligence', 'adaptation', 'collaboration', 'system',
] as const

export type Group = (typeof GROUPS)[number]

export interface MenuItem {
  group: Group
  /** Key of the item's text in the language files. */
  title: string
  icon: Component
  to: string
  permission: string
}

/** What a feature brings to the portal: its routes and its places in the menu. */
export interface PortalModule {
  routes: RouteRecordRaw[]
  menu: MenuItem[]
}
