import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES } from '../../../domain/access/roles.ts'
import { useText } from '../../i18n/useText.ts'
import { useGrantText, useHeldPlace } from '../access/useRoleNames.ts'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { RowLink } from '../parts/table/RowLink.tsx'
import { PersonStateMark } from './PersonStateMark.tsx'
import { type ListedPerson, personState } from './personState.ts'

/** @param now epoch ms, by the minute */
export function usePeopleColumns(now: number): readonly Column<ListedPerson>[] {
  const { t } = useTranslation('people')
  const text = useText()
  const grantText = useGrantText()
  const heldPlace = useHeldPlace()
  return useMemo(() => {
    const otherMapText = (held: ListedPerson['otherMap'][number]) =>
      `${text(ROLES[held.role].name)}, ${heldPlace({ place: null, otherMap: held })}`
    const roles = ({ grants, otherMap }: ListedPerson) =>
      [...grants.map(grantText), ...otherMap.map(otherMapText)].join('; ')
    return [
      {
        id: 'name',
        label: t('people.name'),
        rank: 'name',
        width: 200,
        grows: true,
        wraps: true,
        cell: (person) => <PersonLink person={person} />,
        order: ({ name }) => name,
        text: ({ name }) => name,
      },
      textColumn('user', t('people.user'), 'first', 140, ({ user }) => user),
      {
        id: 'roles',
        label: t('people.roles'),
        rank: 'first',
        width: 240,
        grows: true,
        wraps: true,
        cell: (person) => roles(person) || t('people.noRoles'),
        order: roles,
        text: roles,
      },
      {
        id: 'state',
        label: t('people.state'),
        rank: 'first',
        width: 190,
        wraps: true,
        cell: (person) => <PersonStateMark person={person} now={now} />,
        order: (person) => personState(person, now),
        text: (person) => t(`people.${personState(person, now)}`),
      },
      {
        id: 'totp',
        label: t('people.totp'),
        rank: 'second',
        width: 80,
        cell: ({ hasTotp }) => t(hasTotp ? 'people.has' : 'people.hasNot'),
        order: ({ hasTotp }) => Number(hasTotp),
        text: ({ hasTotp }) => t(hasTotp ? 'people.has' : 'people.hasNot'),
      },
      momentColumn('last', t('people.last'), 'second', ({ lastSignInAt }) => lastSignInAt, t('people.never')),
      momentColumn('created', t('people.created'), 'third', ({ createdAt }) => createdAt),
    ]
  }, [t, text, grantText, heldPlace, now])
}

function PersonLink({ person: { id, name, external, demo } }: { person: ListedPerson }) {
  const { t } = useTranslation('people')
  return (
    <>
      <RowLink page={{ is: 'person', id }}>{name}</RowLink>
      {external && <div className="table__faint">{t('people.external')}</div>}
      {demo && <div className="table__faint">{t('people.demo')}</div>}
    </>
  )
}
