import { useTranslation } from 'react-i18next'
import type { NavGroup, NavTarget } from './navigation.ts'

/** How the navigation calls its pages and groups. */
export function useNavNames(): {
  readonly page: (target: NavTarget) => string
  readonly group: (group: NavGroup['group']) => string
} {
  const { t } = useTranslation([
    ...(['console', 'control', 'directives', 'incidents', 'log'] as const),
    ...(['notices', 'settings', 'shift', 'since', 'work'] as const),
  ])
  const names: Partial<Record<NavTarget, string>> = {
    work: t('work:title'),
    alerts: t('nav.alerts'),
    incidents: t('incidents:title'),
    directives: t('directives:title'),
    explanations: t('directives:explanations'),
    since: t('since:title'),
    notices: t('notices:title'),
    shift: t('shift:title'),
    plan: t('plan.nav'),
    index766: t('index766.nav'),
    systems: t('systems.nav'),
    cameras: t('cameras.title'),
    sources: t('nav.sources'),
    quarantine: t('nav.quarantine'),
    control: t('control:title'),
    wall: t('nav.wall'),
    settings: t('settings:title'),
    log: t('log:title'),
  }
  return { page: (target) => names[target] ?? target, group: (group) => t(`nav.group.${group}`) }
}
