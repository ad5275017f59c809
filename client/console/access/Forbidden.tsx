import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PERMISSIONS, type Permission } from '../../../domain/access/permissions.ts'
import { ROLES, rolesThatMay } from '../../../domain/access/roles.ts'
import { useText } from '../../i18n/useText.ts'
import { useAsker } from '../../live/session.ts'
import { PageNotice } from '../PageNotice.tsx'
import { useView } from '../useView.ts'
import { useHome } from './useOpenable.ts'
import { useGrantText, usePlaceName } from './useRoleNames.ts'

/** A page that exists and is not for this person: what it needs, who has that, and the way on. @param unit where it is needed; undefined: anywhere */
export function Forbidden({ permission, unit }: { permission: Permission; unit: string | undefined }) {
  const { t } = useTranslation('people')
  const text = useText()
  const { toPage } = useView()
  const asker = useAsker()
  const home = useHome()
  const grantText = useGrantText()
  const placeName = usePlaceName()
  const roles = useRoleList(permission)
  const name = text(PERMISSIONS[permission].name)
  return (
    <PageNotice title={t('forbidden.title')}>
      <p>
        {unit === undefined
          ? t('forbidden.needs', { permission: name })
          : t('forbidden.needsIn', { permission: name, unit: placeName(unit) })}
      </p>
      <p>{t('forbidden.who', { roles })}</p>
      {asker !== undefined && asker.grants.length > 0 && (
        <p>{t('forbidden.yours', { roles: asker.grants.map(grantText).join('; ') })}</p>
      )}
      <p className="not-found__why">{t('forbidden.ask')}</p>
      <p className="console__row">
        <Link className="console__button" to={toPage(home)}>
          {t('forbidden.open')}
        </Link>
      </p>
    </PageNotice>
  )
}

/** A part of a page that is not for this person, while the rest is. */
export function ForbiddenPart({ permission }: { permission: Permission }) {
  const { t } = useTranslation('people')
  const roles = useRoleList(permission)
  return <p className="console__empty">{t('forbidden.part', { roles })}</p>
}

function useRoleList(permission: Permission): string {
  const text = useText()
  return rolesThatMay(permission)
    .map((role) => text(ROLES[role].name))
    .join(', ')
}
