import { useTranslation } from 'react-i18next'
import { formatDateTime } from '../../ui/format.ts'
import { Marked } from '../parts/Marked.tsx'
import { type ListedPerson, personState } from './personState.ts'

/** Whether somebody can sign in: shape and words. @param now epoch ms */
export function PersonStateMark({ person, now }: { person: ListedPerson; now: number }) {
  const { t } = useTranslation('people')
  switch (personState(person, now)) {
    case 'disabled':
      return <Marked is="ring">{t('people.is.disabled', { at: formatDateTime(person.disabledAt) })}</Marked>
    case 'locked':
      return (
        <Marked is="triangle" tone="near">
          {t('people.is.locked', { at: formatDateTime(person.lockedUntil) })}
        </Marked>
      )
    case 'waiting':
      return <Marked is="half">{t('people.is.waiting')}</Marked>
    case 'active':
      return <Marked is="disc">{t('people.is.active')}</Marked>
  }
}
