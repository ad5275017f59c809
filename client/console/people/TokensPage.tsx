import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ROLES } from '../../../domain/access/roles.ts'
import { MAX_TOKEN_DAYS } from '../../../domain/commands/tokens.ts'
import type { Token } from '../../../domain/people/person.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useNow } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { formatDateTime } from '../../ui/format.ts'
import '../account/form.css'
import { useHeldPlace } from '../access/useRoleNames.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Field } from '../account/Field.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { ShownOnce } from '../account/ShownOnce.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Marked } from '../parts/Marked.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { OVER } from '../shows.ts'
import { useView } from '../useView.ts'
import { ConfirmButton } from './ConfirmButton.tsx'
import { type EditedGrant, RoleAndPlace, RoleMay } from './GrantFields.tsx'
import { useProof } from './useProof.tsx'
import './peoplePage.css'

/** Of the address: a new token is being created. */
const NEW = 'new'
const ASK_AGAIN_MS = 30_000
const DEFAULT_DAYS = '365'
const keyOf = ({ id }: Token) => id

function stateOf({ endsAt, endedAt }: Token, now: number): 'active' | 'expired' | 'ended' {
  if (endedAt !== null) return 'ended'
  return endsAt !== null && endsAt <= now ? 'expired' : 'active'
}

/** Tokens of programs: which there are, what they may, when they were last used; a way to create one and to end one. */
export function TokensPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('people')
  const { view, to, change } = useView()
  const now = useNow()
  const minute = Math.floor(now / 60_000) * 60_000
  const asked = useAnswer(ask('/tokens'), { refetchMs: ASK_AGAIN_MS })
  const end = useCommand('endToken', ['/tokens'])
  const columns = useTokenColumns(minute, end)
  const tokens = asked.data?.tokens
  const unread = tokens?.filter((token) => token.place === null && stateOf(token, minute) === 'active').length ?? 0
  const isIn = (token: Token, show: string | undefined) =>
    show === undefined || (stateOf(token, minute) === 'active') === (show !== OVER)
  const group = (show: string | undefined, label: string) => ({
    show,
    label,
    count: tokens?.filter((token) => isIn(token, show)).length,
  })
  return (
    <Listing
      units={units}
      above={null}
      heading={t('tokens.title')}
      groupsLabel={t('tokens.groups')}
      groups={[group(undefined, t('tokens.all')), group('active', t('tokens.active')), group(OVER, t('tokens.over'))]}
      side={
        view.opened !== NEW && (
          <Link className="console__button" to={to({ opened: NEW })}>
            {t('tokens.create')}
          </Link>
        )
      }
    >
      <div className="manage__above">
        <p className="manage__about">{t('tokens.about')}</p>
        {unread > 0 && <p role="status">{t('otherMap.tokens', { count: unread })}</p>}
        {view.opened === NEW && units !== undefined && (
          <CreateToken units={units} close={() => change({ opened: undefined })} />
        )}
        <CommandTrouble error={end.error} />
      </div>
      <AskedTable
        caption={t('tokens.title')}
        rows={tokens?.filter((token) => isIn(token, view.show))}
        asked={asked}
        lines={8}
        keyOf={keyOf}
        columns={columns}
        opensWith={{ by: 'name', falls: false }}
        none={t('tokens.none')}
      />
    </Listing>
  )
}

function useTokenColumns(
  now: number,
  { send, isSending }: ReturnType<typeof useCommand<'endToken'>>,
): readonly Column<Token>[] {
  const { t } = useTranslation('people')
  const text = useText()
  const heldPlace = useHeldPlace()
  return useMemo(() => {
    const state = (token: Token) => t(`tokens.is.${stateOf(token, now)}`, { at: formatDateTime(token.endedAt) })
    return [
      textColumn('name', t('tokens.name'), 'name', 200, ({ name }) => name),
      textColumn('role', t('tokens.role'), 'first', 120, ({ role }) => text(ROLES[role].name)),
      textColumn('place', t('tokens.place'), 'first', 160, heldPlace),
      {
        id: 'state',
        label: t('tokens.state'),
        rank: 'first',
        width: 150,
        wraps: true,
        cell: (token) => <Marked is={stateOf(token, now) === 'active' ? 'disc' : 'ring'}>{state(token)}</Marked>,
        order: (token) => stateOf(token, now),
        text: state,
      },
      momentColumn('last', t('tokens.last'), 'second', ({ lastUsedAt }) => lastUsedAt, t('tokens.never')),
      momentColumn('ends', t('tokens.ends'), 'second', ({ endsAt }) => endsAt),
      momentColumn('created', t('tokens.created'), 'third', ({ createdAt }) => createdAt),
      textColumn('by', t('tokens.by'), 'third', 140, ({ createdBy }) => createdBy),
      {
        id: 'end',
        label: t('tokens.end'),
        head: <span className="visually-hidden">{t('tokens.end')}</span>,
        rank: 'first',
        width: 100,
        cell: (token) =>
          stateOf(token, now) === 'active' && (
            <ConfirmButton
              label={t('tokens.endOf', { name: token.name })}
              ask={t('tokens.endAsk', { name: token.name })}
              disabled={isSending}
              act={() => void send({ token: token.id })}
            >
              {t('tokens.end')}
            </ConfirmButton>
          ),
        exports: [],
      },
    ]
  }, [t, text, heldPlace, now, send, isSending])
}

function CreateToken({ units, close }: { units: UnitTree; close: () => void }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('createToken', ['/tokens'])
  const [name, setName] = useState('')
  const [grant, setGrant] = useState<EditedGrant>({ role: 'leader', place: CITY })
  const [days, setDays] = useState(DEFAULT_DAYS)
  const proof = useProof()
  const [created, setCreated] = useState<{ token: string; endsAt: number }>()
  async function create(event: FormEvent): Promise<void> {
    event.preventDefault()
    setCreated(await send({ name, ...grant, days: Number(days), ...proof.input }))
  }
  if (created !== undefined) {
    return (
      <ShownOnce
        title={t('tokens.shown', { name })}
        why={t('tokens.shownWhy', { at: formatDateTime(created.endsAt) })}
        secret={created.token}
        close={close}
      />
    )
  }
  return (
    <form className="form" aria-label={t('tokens.createTitle')} onSubmit={(event) => void create(event)}>
      <Field
        label={t('tokens.name')}
        hint={t('tokens.nameHint')}
        autoComplete="off"
        autoFocus
        required
        most={80}
        value={name}
        onText={setName}
      />
      <RoleAndPlace units={units} grant={grant} onGrant={setGrant} />
      <RoleMay {...grant} />
      <Field
        label={t('tokens.days')}
        hint={t('tokens.daysHint', { max: MAX_TOKEN_DAYS })}
        type="number"
        min={1}
        max={MAX_TOKEN_DAYS}
        required
        value={days}
        onText={setDays}
      />
      {proof.field}
      <CommandTrouble error={error} />
      {error?.code === 'doneBefore' && <p>{t('tokens.lost')}</p>}
      <FormButtons disabled={isSending} close={close}>
        {t('tokens.create')}
      </FormButtons>
    </form>
  )
}
