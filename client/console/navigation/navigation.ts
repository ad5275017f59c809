import type { Page } from '../../../domain/pages.ts'

/** A link of the navigation: to a page of the console, or to the wall. */
export interface NavLink {
  readonly to: Page | 'wall'
  /** Pages that lie below it: on them it is where one is. */
  readonly holds?: readonly Page['is'][]
}

/** Links that stand in one menu; one of which only one may be opened is a link itself. */
export interface NavGroup {
  readonly group: 'work' | 'figures' | 'sources' | 'walls'
  readonly links: readonly NavLink[]
}

/** What the console's navigation has, in its order. Names stand in `useNavNames`; who may open what, in `PAGE_PERMISSIONS`. */
export const NAVIGATION: readonly (NavLink | NavGroup)[] = [
  { to: { is: 'work' } },
  { to: { is: 'alerts', unit: undefined }, holds: ['alertHealth'] },
  {
    group: 'work',
    links: [
      { to: { is: 'incidents', unit: undefined }, holds: ['incident'] },
      { to: { is: 'directives', unit: undefined }, holds: ['directive'] },
      { to: { is: 'explanations', unit: undefined }, holds: ['explanation'] },
      { to: { is: 'since' } },
      { to: { is: 'notices' } },
      { to: { is: 'shift', id: undefined } },
    ],
  },
  { to: { is: 'plan', unit: undefined } },
  { group: 'figures', links: [{ to: { is: 'index766' } }, { to: { is: 'systems' }, holds: ['system'] }] },
  {
    group: 'sources',
    links: [{ to: { is: 'cameras', unit: undefined } }, { to: { is: 'sources' } }, { to: { is: 'quarantine' } }],
  },
  { group: 'walls', links: [{ to: { is: 'control', wall: undefined } }, { to: 'wall' }] },
]

/** Those of the account's menu, which stand here on a hub without accounts. */
export const WITHOUT_ACCOUNT: readonly NavLink[] = [{ to: { is: 'settings' } }, { to: { is: 'log', unit: undefined } }]

/** What a link leads to, as `useNavNames` and permissions know it. */
export type NavTarget = Page['is'] | 'wall'

export function targetOf({ to }: NavLink): NavTarget {
  return to === 'wall' ? to : to.is
}
