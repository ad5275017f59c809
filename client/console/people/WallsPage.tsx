import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { WALL_PATH } from '../../../domain/pages.ts'
import type { PairedWall } from '../../../domain/people/person.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useSession } from '../../live/session.ts'
import { CITY } from '../../panels/city.ts'
import '../account/form.css'
import { useHeldPlace } from '../access/useRoleNames.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { Field } from '../account/Field.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { Listing } from '../parts/Listing.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { OVER } from '../shows.ts'
import { useView } from '../useView.ts'
import { ConfirmButton } from './ConfirmButton.tsx'
import { FormBehindButton } from './FormBehindButton.tsx'
import { PlaceField } from './GrantFields.tsx'
import { useProof } from './useProof.tsx'
import './peoplePage.css'

/** Of the address: a wall is being paired. */
const NEW = 'new'
const ASK_AGAIN_MS = 5_000
const keyOf = ({ id }: PairedWall) => id

/** Walls: which are paired, where they hang, when they were last seen; a way to pair, rename and end one. */
export function WallsPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('people')
  const { view, to, change } = useView()
  const isDemo = useSession()?.demo != null
  const asked = useAnswer(ask('/walls'), { refetchMs: ASK_AGAIN_MS })
  const end = useCommand('endWall', ['/walls'])
  const columns = useWallColumns(end)
  const walls = asked.data?.walls
  const unread = walls?.filter(({ place, endedAt }) => place === null && endedAt === null).length ?? 0
  const isIn = ({ endedAt }: PairedWall, show: string | undefined) => (endedAt !== null) === (show === OVER)
  const group = (show: string | undefined, label: string) => ({
    show,
    label,
    count: walls?.filter((wall) => isIn(wall, show)).length,
  })
  const waiting = asked.data?.waiting ?? 0
  return (
    <Listing
      units={units}
      above={null}
      heading={t('walls.title')}
      groupsLabel={t('walls.groups')}
      groups={[group(undefined, t('walls.all')), group(OVER, t('walls.over'))]}
      side={
        view.opened !== NEW && (
          <Link className="console__button" to={to({ opened: NEW })}>
            {t('walls.pair')}
          </Link>
        )
      }
    >
      <div className="manage__above">
        <p className="manage__about">{t('walls.about')}</p>
        {isDemo && <p className="manage__about">{t('walls.ofDemo')}</p>}
        {unread > 0 && <p role="status">{t('otherMap.walls', { count: unread })}</p>}
        <p role="status">{waiting > 0 ? t('walls.waiting', { count: waiting }) : ''}</p>
        {view.opened === NEW && units !== undefined && (
          <PairWall units={units} close={() => change({ opened: undefined })} />
        )}
        <CommandTrouble error={end.error} />
      </div>
      <AskedTable
        caption={t('walls.title')}
        rows={walls?.filter((wall) => isIn(wall, view.show))}
        asked={asked}
        lines={8}
        keyOf={keyOf}
        columns={columns}
        opensWith={{ by: 'name', falls: false }}
        none={t(view.show === OVER ? 'walls.noneOver' : 'walls.none')}
      />
    </Listing>
  )
}

function useWallColumns({ send, isSending }: ReturnType<typeof useCommand<'endWall'>>): readonly Column<PairedWall>[] {
  const { t } = useTranslation('people')
  const heldPlace = useHeldPlace()
  return useMemo(() => {
    return [
      textColumn('name', t('walls.name'), 'name', 200, ({ name }) => name),
      textColumn('place', t('walls.place'), 'first', 170, heldPlace),
      momentColumn('last', t('walls.last'), 'first', ({ lastAt }) => lastAt, t('walls.never')),
      textColumn('address', t('walls.address'), 'second', 140, ({ address }) => address),
      momentColumn('paired', t('walls.paired'), 'second', ({ pairedAt }) => pairedAt),
      textColumn('by', t('walls.by'), 'third', 140, ({ pairedBy }) => pairedBy),
      momentColumn('ended', t('walls.ended'), 'third', ({ endedAt }) => endedAt),
      {
        id: 'do',
        label: t('walls.end'),
        head: <span className="visually-hidden">{t('walls.end')}</span>,
        rank: 'first',
        width: 290,
        cell: (wall) =>
          wall.endedAt === null && (
            <span className="console__row">
              <RenameWall wall={wall} />
              <MoveWall wall={wall} />
              <ConfirmButton
                label={t('walls.endOf', { name: wall.name })}
                ask={t('walls.endAsk', { name: wall.name })}
                disabled={isSending}
                act={() => void send({ wall: wall.id })}
              >
                {t('walls.end')}
              </ConfirmButton>
            </span>
          ),
        exports: [],
      },
    ]
  }, [t, heldPlace, send, isSending])
}

function RenameWall({ wall }: { wall: PairedWall }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('renameWall', ['/walls'])
  const [name, setName] = useState(wall.name)
  return (
    <FormBehindButton
      label={t('walls.renameOf', { name: wall.name })}
      does={t('walls.rename')}
      open={() => setName(wall.name)}
      send={async () => (await send({ wall: wall.id, name })) !== undefined}
      isSending={isSending}
    >
      <Field label={t('walls.name')} required most={80} value={name} onText={setName} />
      <CommandTrouble error={error} />
    </FormBehindButton>
  )
}

/** The wall's machine has been replaced: its code is typed here, and the wall stays what it was. */
function MoveWall({ wall }: { wall: PairedWall }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('moveWall', ['/walls'])
  const [code, setCode] = useState('')
  const proof = useProof()
  return (
    <FormBehindButton
      label={t('walls.moveOf', { name: wall.name })}
      does={t('walls.move')}
      sends={t('walls.move')}
      open={() => {
        setCode('')
        proof.clear()
      }}
      send={async () => (await send({ wall: wall.id, code, ...proof.input })) !== undefined}
      isSending={isSending}
    >
      <p>{t('walls.moveHow', { address: `${location.host}${WALL_PATH}` })}</p>
      <WallCode code={code} onCode={setCode} />
      {proof.field}
      <CommandTrouble error={error} />
    </FormBehindButton>
  )
}

/** The code that stands on the screen of a wall that is not paired. */
function WallCode({ code, onCode, autoFocus }: { code: string; onCode: (code: string) => void; autoFocus?: boolean }) {
  const { t } = useTranslation('people')
  return (
    <Field
      label={t('walls.code')}
      className="form__code form__code--letters"
      autoComplete="off"
      autoCapitalize="characters"
      autoFocus={autoFocus}
      required
      most={20}
      value={code}
      onText={onCode}
    />
  )
}

function PairWall({ units, close }: { units: UnitTree; close: () => void }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('pairWall', ['/walls'])
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [place, setPlace] = useState<string>(CITY)
  const proof = useProof()
  const [isPaired, setPaired] = useState(false)
  async function pair(event: FormEvent): Promise<void> {
    event.preventDefault()
    if ((await send({ code, name, place, ...proof.input })) === undefined) return
    setPaired(true)
    setCode('')
    setName('')
    proof.clear()
  }
  return (
    <form className="form" aria-label={t('walls.pairTitle')} onSubmit={(event) => void pair(event)}>
      <p>{t('walls.pairHow', { address: `${location.host}${WALL_PATH}` })}</p>
      <WallCode
        code={code}
        onCode={(next) => {
          setPaired(false)
          setCode(next)
        }}
        autoFocus
      />
      <Field
        label={t('walls.name')}
        hint={t('walls.nameHint')}
        autoComplete="off"
        required
        most={80}
        value={name}
        onText={setName}
      />
      <PlaceField units={units} place={place} onPlace={setPlace} label={t('walls.place')} />
      {proof.field}
      <CommandTrouble error={error} />
      <Done>{isPaired ? t('walls.pairedNow') : undefined}</Done>
      <FormButtons disabled={isSending} close={close} closes={t('close')}>
        {t('walls.pair')}
      </FormButtons>
    </form>
  )
}
