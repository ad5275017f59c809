import { useTranslation } from 'react-i18next'
import type { Session } from '../../../domain/people/person.ts'
import { useCommand } from '../../live/command.ts'
import { formatDateTime } from '../../ui/format.ts'
import '../parts/table.css'
import './peoplePage.css'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { agentName } from './agentName.ts'

/** Where somebody is signed in: from which browser and address, since when; each can be ended. */
export function SessionTable({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useTranslation('people')
  const end = useCommand('endSession', ['/sessions', '/people/{id}/sessions'])
  if (sessions.length === 0) return <p className="manage__about">{t('sessions.none')}</p>
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, and the keyboard must reach what does not fit */}
      <section className="manage__table" tabIndex={0} aria-label={t('sessions.title')}>
        <table className="table">
          <caption className="visually-hidden">{t('sessions.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('sessions.where')}</th>
              <th scope="col">{t('sessions.address')}</th>
              <th scope="col">{t('sessions.started')}</th>
              <th scope="col">{t('sessions.last')}</th>
              <th scope="col">{t('sessions.ends')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('sessions.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => {
              const what = agentName(session.agent) ?? t('sessions.unknownAgent')
              return (
                <tr key={session.id} className="table__row" data-session={session.id}>
                  <th scope="row" title={session.agent}>
                    {what}
                    {session.current && <span className="table__faint"> ({t('sessions.here')})</span>}
                  </th>
                  <td>{session.address}</td>
                  <td>{formatDateTime(session.startedAt)}</td>
                  <td>{formatDateTime(session.lastAt)}</td>
                  <td>{formatDateTime(session.endsAt)}</td>
                  <td>
                    {!session.current && (
                      <button
                        type="button"
                        className="console__button"
                        aria-label={t('sessions.endOf', { what: `${what}, ${session.address}` })}
                        disabled={end.isSending}
                        onClick={() => void end.send({ session: session.id })}
                      >
                        {t('sessions.end')}
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <CommandTrouble error={end.error} />
    </>
  )
}
