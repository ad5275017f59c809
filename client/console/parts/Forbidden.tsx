import { useTranslation } from 'react-i18next'
import { PERMISSIONS, type Permission } from '../../../domain/access/permissions.ts'
import { ROLES } from '../../../domain/access/roles.ts'
import { useText } from '../../i18n/useText.ts'
import { ApiError } from '../../live/api.ts'
import './apiTrouble.css'

/** Instead of a page that its reader may not see: what it takes, and who can. */
export function Forbidden({ permission }: { permission: Permission }) {
  const { t } = useTranslation('list')
  const text = useText()
  const roles = Object.values(ROLES).filter(({ may }) => (may as readonly Permission[]).includes(permission))
  return (
    <div className="api-trouble" role="alert">
      <p className="api-trouble__title">{t('forbidden.title')}</p>
      <p className="api-trouble__detail">
        {t('forbidden.needs', { permission: text(PERMISSIONS[permission].name) })}{' '}
        {t('forbidden.who', { roles: roles.map(({ name }) => text(name)).join(', ') })}
      </p>
    </div>
  )
}

/** Whether the hub has refused because of who asks. */
export function isForbidden(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403)
}
