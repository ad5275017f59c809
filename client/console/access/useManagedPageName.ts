import { useTranslation } from 'react-i18next'
import type { ManagedPage } from './pagePermission.ts'

/** What pages are called where something is managed or looked into. */
export function useManagedPageName(): (page: ManagedPage) => string {
  const { t } = useTranslation('people')
  const { t: log } = useTranslation('log')
  const { t: settings } = useTranslation('settings')
  return (page) => (page === 'log' ? log('title') : page === 'settings' ? settings('title') : t(`${page}.title`))
}
