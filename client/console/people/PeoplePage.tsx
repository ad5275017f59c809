import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ROLES } from '../../../domain/access/roles.ts'
import { PERSON_ROLES } from '../../../domain/people/person.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useNow } from '../../live/useLive.ts'
import { Listing } from '../parts/Listing.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import { PERSON_STATES } from '../shows.ts'
import { useView } from '../useView.ts'
import { CreatePerson } from './CreatePerson.tsx'
import './peoplePage.css'
import { usePeopleColumns } from './peopleColumns.tsx'
import { type ListedPerson, personState } from './personState.ts'

/** Of the address: a new person is being created. */
const NEW = 'new'
const ASK_AGAIN_MS = 30_000
const keyOf = ({ id }: ListedPerson) => id

/** Everybody who may sign in, with their roles, and a way to create more. */
export function PeoplePage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('people')
  const text = useText()
  const { view, to, change } = useView()
  const now = useNow()
  const asked = useAnswer(ask('/people'), { refetchMs: ASK_AGAIN_MS })
  const people = asked.data?.people
  // Whose lock ends is told by the minute: the list is not put in order anew each second.
  const minute = Math.floor(now / 60_000) * 60_000
  const columns = usePeopleColumns(minute)
  const isIn = useMemo(
    () => (person: ListedPerson, show: string | undefined) =>
      show === undefined || personState(person, minute) === show || person.grants.some(({ role }) => role === show),
    [minute],
  )
  const shown = useMemo(() => people?.filter((person) => isIn(person, view.show)), [people, isIn, view.show])
  const group = (show: string | undefined, label: string) => ({
    show,
    label,
    count: people?.filter((person) => isIn(person, show)).length,
  })
  return (
    <Listing
      units={units}
      above={null}
      heading={t('people.title')}
      groupsLabel={t('people.groups')}
      groups={[
        group(undefined, t('people.all')),
        ...PERSON_STATES.map((state) => group(state, t(`people.${state}`))),
        ...PERSON_ROLES.map((role) => group(role, text(ROLES[role].name))),
      ]}
      side={
        view.opened !== NEW && (
          <Link className="console__button" to={to({ opened: NEW })}>
            {t('people.create')}
          </Link>
        )
      }
    >
      {view.opened === NEW && units !== undefined && (
        <div className="manage__above">
          <CreatePerson units={units} close={() => change({ opened: undefined })} />
        </div>
      )}
      <AskedTable
        caption={t('people.title')}
        rows={shown}
        asked={asked}
        lines={12}
        keyOf={keyOf}
        columns={columns}
        opensWith={{ by: 'name', falls: false }}
        none={t('people.none')}
      />
    </Listing>
  )
}
