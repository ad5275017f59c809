import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ROLES } from '../../../domain/access/roles.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import '../account/form.css'
import { useGrantText, useHeldPlace } from '../access/useRoleNames.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { Field } from '../account/Field.tsx'
import { ShownOnce } from '../account/ShownOnce.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { ConfirmButton } from './ConfirmButton.tsx'
import { type EditedGrant, GrantFields } from './GrantFields.tsx'
import { ManagePage } from './ManagePage.tsx'
import { useHasProof, useProof } from './useProof.tsx'
import './peoplePage.css'
import { PersonStateMark } from './PersonStateMark.tsx'
import type { ListedPerson } from './personState.ts'
import { SessionTable } from './SessionTable.tsx'

/** One person: name, roles, whether and how they may sign in, where they are signed in. */
export function PersonPage({ id, units }: { id: string; units: UnitTree | undefined }) {
  const { t } = useTranslation('people')
  const { toPage } = useView()
  const { data, error, refetch } = useAnswer(ask('/people'))
  const person = data?.people.find((each) => each.id === id)
  const back = (
    <Link className="console__button" to={toPage({ is: 'people' })}>
      {t('people.back')}
    </Link>
  )
  if (data === undefined || units === undefined) {
    return error !== null ? <ApiTrouble error={error} retry={() => void refetch()} /> : <Skeleton lines={16} />
  }
  return (
    <ManagePage units={units} heading={person?.name ?? t('people.unknown')} side={back}>
      {person === undefined ? (
        <p>
          <code>{id}</code>
        </p>
      ) : (
        <>
          <Facts person={person} />
          {person.demo ? (
            <p className="manage__about">{t('people.demoWhy')}</p>
          ) : (
            <>
              <Name key={person.name} person={person} />
              <Roles key={JSON.stringify(person.grants)} person={person} units={units} />
              {person.otherMap.length > 0 && <OtherMap person={person} />}
              <Access person={person} />
            </>
          )}
          <Sessions id={id} />
        </>
      )}
    </ManagePage>
  )
}

function Facts({ person }: { person: ListedPerson }) {
  const { t } = useTranslation('people')
  const grantText = useGrantText()
  const now = useNow()
  return (
    <section>
      <dl className="manage__facts">
        <dt>{t('people.user')}</dt>
        <dd>
          {person.user}
          {person.external && ` (${t('people.external')})`}
        </dd>
        <dt>{t('people.state')}</dt>
        <dd>
          <PersonStateMark person={person} now={now} />
        </dd>
        {person.demo && (
          <>
            <dt>{t('people.roles')}</dt>
            <dd>{person.grants.map(grantText).join('; ')}</dd>
          </>
        )}
        <dt>{t('people.totp')}</dt>
        <dd>{t(person.hasTotp ? 'people.has' : 'people.hasNot')}</dd>
        <dt>{t('people.created')}</dt>
        <dd>{formatDateTime(person.createdAt)}</dd>
        <dt>{t('people.last')}</dt>
        <dd>{person.lastSignInAt === null ? t('people.never') : formatDateTime(person.lastSignInAt)}</dd>
      </dl>
    </section>
  )
}

function Name({ person }: { person: ListedPerson }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('renamePerson', ['/people'])
  const [name, setName] = useState(person.name)
  function save(event: FormEvent): void {
    event.preventDefault()
    void send({ person: person.id, name })
  }
  return (
    <section aria-label={t('people.rename')}>
      <form className="form" onSubmit={save}>
        <Field
          label={t('people.rename')}
          autoComplete="off"
          autoCapitalize="words"
          required
          most={80}
          value={name}
          onText={setName}
        />
        <CommandTrouble error={error} />
        <div>
          <button
            type="submit"
            className="console__button"
            disabled={isSending || name.trim() === '' || name === person.name}
          >
            {t('people.save')}
          </button>
        </div>
      </form>
    </section>
  )
}

function Roles({ person, units }: { person: ListedPerson; units: UnitTree }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('setGrants', ['/people', '/people/{id}/sessions'])
  const [grants, setGrants] = useState<readonly EditedGrant[]>(person.grants)
  const isChanged = JSON.stringify(grants) !== JSON.stringify(person.grants)
  const isHeld = (grant: EditedGrant) =>
    person.grants.some(({ role, place }) => role === grant.role && place === grant.place)
  const proof = useProof({ isAsked: !grants.every(isHeld) })
  function save(event: FormEvent): void {
    event.preventDefault()
    void send({ person: person.id, grants: [...grants], ...proof.input })
  }
  return (
    <section aria-labelledby="person-grants">
      <h2 id="person-grants">{t('people.grants')}</h2>
      <p className="manage__about">{t('people.grantsWhy')}</p>
      <form className="form" onSubmit={save}>
        <GrantFields units={units} grants={grants} onGrants={setGrants} />
        {proof.field}
        <CommandTrouble error={error} />
        <div>
          <button type="submit" className="console__button" disabled={isSending || !isChanged}>
            {t('people.save')}
          </button>
        </div>
      </form>
    </section>
  )
}

/** Roles for units of another map of units: they grant nothing, and are given anew for a unit of the map in force. */
function OtherMap({ person }: { person: ListedPerson }) {
  const { t } = useTranslation('people')
  const text = useText()
  const heldPlace = useHeldPlace()
  const { send, isSending, error } = useCommand('setGrants', ['/people', '/people/{id}/sessions'])
  return (
    <section aria-labelledby="person-other-map">
      <h2 id="person-other-map">{t('otherMap.title')}</h2>
      <p className="manage__about">{t('otherMap.why')}</p>
      <ul>
        {person.otherMap.map((held) => (
          <li key={`${held.role} ${held.edition} ${held.place}`}>
            {text(ROLES[held.role].name)}, {heldPlace({ place: null, otherMap: held })}
          </li>
        ))}
      </ul>
      <CommandTrouble error={error} />
      <div>
        <ConfirmButton
          ask={t('otherMap.dropAsk', { name: person.name })}
          disabled={isSending}
          act={() => void send({ person: person.id, grants: [...person.grants], dropOtherMap: true })}
        >
          {t('otherMap.drop')}
        </ConfirmButton>
      </div>
    </section>
  )
}

/** Password, second factor, and whether the account may be used at all. */
function Access({ person }: { person: ListedPerson }) {
  const { t } = useTranslation('people')
  const now = useNow()
  const changes = ['/people', '/people/{id}/sessions'] as const
  const resetPassword = useCommand('resetPassword', changes)
  const resetTotp = useCommand('resetTotp', changes)
  const disable = useCommand('disablePerson', changes)
  const enable = useCommand('enablePerson', changes)
  const [password, setPassword] = useState<string>()
  const { id, name, user } = person
  const isMe = useAsker()?.id === id
  const hasProof = useHasProof()
  const isLocked = person.lockedUntil !== null && person.lockedUntil > now
  return (
    <section aria-labelledby="person-access">
      <h2 id="person-access">{t('people.access')}</h2>
      {password !== undefined && (
        <ShownOnce
          title={t('people.firstPassword', { user })}
          why={t('people.firstPasswordWhy')}
          secret={password}
          close={() => setPassword(undefined)}
        />
      )}
      <div className="form__row">
        {!person.external && !isMe && (
          <ConfirmButton
            ask={t('people.resetPasswordAsk', { name })}
            disabled={resetPassword.isSending}
            asksProof
            act={(proof) =>
              void resetPassword.send({ person: id, proof }).then((answer) => setPassword(answer?.password))
            }
          >
            {t('people.resetPassword')}
          </ConfirmButton>
        )}
        {person.hasTotp && !isMe && (
          <ConfirmButton
            ask={t('people.resetTotpAsk', { name })}
            disabled={resetTotp.isSending}
            asksProof
            act={(proof) => void resetTotp.send({ person: id, proof })}
          >
            {t('people.resetTotp')}
          </ConfirmButton>
        )}
        {person.disabledAt !== null && hasProof ? (
          <ConfirmButton
            ask={t('people.enableAsk', { name })}
            disabled={enable.isSending}
            asksProof
            act={(proof) => void enable.send({ person: id, proof })}
          >
            {t('people.enable')}
          </ConfirmButton>
        ) : (
          (person.disabledAt !== null || isLocked) && (
            <button
              type="button"
              className="console__button"
              disabled={enable.isSending}
              onClick={() => void enable.send({ person: id })}
            >
              {t(person.disabledAt !== null ? 'people.enable' : 'people.unlock')}
            </button>
          )
        )}
        {person.disabledAt === null && !isMe && (
          <ConfirmButton
            ask={t('people.disableAsk', { name })}
            disabled={disable.isSending}
            act={() => void disable.send({ person: id })}
          >
            {t('people.disable')}
          </ConfirmButton>
        )}
      </div>
      {[resetPassword, resetTotp, disable, enable].map(
        ({ error }, n) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: four commands, always in this order
          error !== undefined && <CommandTrouble key={n} error={error} />,
      )}
    </section>
  )
}

function Sessions({ id }: { id: string }) {
  const { t } = useTranslation('people')
  const { data, error, refetch } = useAnswer(ask('/people/{id}/sessions', { params: { id } }), { refetchMs: 15_000 })
  const endAll = useCommand('endSessions', ['/people/{id}/sessions'])
  const [ended, setEnded] = useState<number>()
  return (
    <section aria-labelledby="person-sessions">
      <h2 id="person-sessions">{t('sessions.title')}</h2>
      {data !== undefined ? (
        <SessionTable sessions={data.sessions} />
      ) : error !== null ? (
        <ApiTrouble error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton lines={3} />
      )}
      <Done>{ended === undefined ? undefined : t('sessions.endedAll', { count: ended })}</Done>
      <CommandTrouble error={endAll.error} />
      {data?.sessions.some(({ current }) => !current) && (
        <button
          type="button"
          className="console__button"
          disabled={endAll.isSending}
          onClick={() => void endAll.send({ person: id }).then((answer) => setEnded(answer?.ended))}
        >
          {t('sessions.endAll')}
        </button>
      )}
    </section>
  )
}
