import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Retired } from '../../../domain/sources/source.ts'
import { useRows } from '../../live/useLive.ts'
import { addressOf, onPage } from '../address.ts'
import { ENDED } from '../shows.ts'
import { useView } from '../useView.ts'

/** Beside a list of those that are there: how many of the same kind have ended, as the way to them; nothing where none has. */
export function EndedLink({ isListed }: { isListed: (ended: Retired) => boolean }) {
  const { t } = useTranslation('console')
  const { view } = useView()
  const count = [...useRows('retired').values()].filter(isListed).length
  if (count === 0) return null
  return (
    <Link className="part__more" to={addressOf({ ...onPage(view, { is: 'sources' }), show: ENDED })}>
      {t('sources.endedHere', { count })}
    </Link>
  )
}
