import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatDateTime } from '../../ui/format.ts'
import { useGrantText } from '../access/useRoleNames.ts'
import type { Column } from '../parts/table/column.ts'
import { useView } from '../useView.ts'
import { PersonStateMark } from './PersonStateMark.tsx'
import { type ListedPerson, personState } from './personState.ts'

/** @param now epoch ms, by the minute */
export function usePeopleColumns(now: number): readonly Column<ListedPerson>[] {
  const { t } = useTranslation('people')
  const grantText = useGrantText()
  return useMemo(() => {
    const roles = ({ grants }: ListedPerson) => grants.map(grantText).join('; ')
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
      {
        id: 'user',
        label: t('people.user'),
        rank: 'first',
        width: 140,
        cell: ({ user }) => user,
        order: ({ user }) => user,
        text: ({ user }) => user,
      },
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
      {
        id: 'last',
        label: t('people.last'),
        rank: 'second',
        width: 150,
        fallsFirst: true,
        cell: ({ lastSignInAt }) => (lastSignInAt === null ? t('people.never') : formatDateTime(lastSignInAt)),
        order: ({ lastSignInAt }) => lastSignInAt ?? undefined,
        exports: [{ label: t('people.last'), kind: 'moment', of: ({ lastSignInAt }) => lastSignInAt }],
      },
      {
        id: 'created',
        label: t('people.created'),
        rank: 'third',
        width: 150,
        fallsFirst: true,
        cell: ({ createdAt }) => formatDateTime(createdAt),
        order: ({ createdAt }) => createdAt,
        exports: [{ label: t('people.created'), kind: 'moment', of: ({ createdAt }) => createdAt }],
      },
    ]
  }, [t, grantText, now])
}

function PersonLink({ person: { id, name, external } }: { person: ListedPerson }) {
  const { t } = useTranslation('people')
  const { toPage } = useView()
  return (
    <>
      <Link className="table__link" data-row to={toPage({ is: 'person', id })}>
        {name}
      </Link>
      {external && <div className="table__faint">{t('people.external')}</div>}
    </>
  )
}
