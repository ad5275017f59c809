import { useTranslation } from 'react-i18next'
import { PERMISSIONS, type Permission } from '../../../domain/access/permissions.ts'
import { ROLES, rolesThatMay } from '../../../domain/access/roles.ts'
import { useText } from '../../i18n/useText.ts'
import { ApiError } from '../../live/api.ts'
import { useLine } from '../../live/useLive.ts'
import { isUnanswered } from '../../live/useReadable.ts'
import { Shape } from '../../ui/Shape.tsx'
import { useProblemText } from '../../ui/useProblemText.ts'
import './apiTrouble.css'

/** A question the hub did not answer: said where the answer would stand, with the way to ask again. */
export function ApiTrouble({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const problemText = useProblemText()
  const isCut = useLine()?.is !== 'live'
  return (
    <div className="api-trouble" role="alert">
      <p className="api-trouble__title">
        <Shape is="triangle" /> {t('trouble.title')}
      </p>
      <p className="api-trouble__detail">
        {problemText(error)}
        <WhoMay error={error} />
      </p>
      {isCut && isUnanswered(error) && <p className="api-trouble__detail">{common('comesByItself')}</p>}
      <button type="button" className="console__button" onClick={retry}>
        {t('trouble.retry')}
      </button>
    </div>
  )
}

/** Where the hub refused because of who asks: who can. */
function WhoMay({ error }: { error: Error }) {
  const { t } = useTranslation('people')
  const text = useText()
  const permission = error instanceof ApiError && error.code === 'forbidden' ? error.params.permission : undefined
  if (typeof permission !== 'string' || !Object.hasOwn(PERMISSIONS, permission)) return null
  const roles = rolesThatMay(permission as Permission).map((role) => text(ROLES[role].name))
  return ` ${t('forbidden.who', { roles: roles.join(', ') })}`
}
