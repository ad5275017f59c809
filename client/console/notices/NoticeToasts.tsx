import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { URGENCIES } from '../../../domain/notices/notice.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useFeedReady } from '../../live/useLive.ts'
import { formatTime } from '../../ui/format.ts'
import { Shape } from '../../ui/Shape.tsx'
import './notices.css'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { useView } from '../useView.ts'
import { playCall } from './sound.ts'
import { type ConsoleNotice, useUnseenNotices } from './useUnseenNotices.ts'

/** More than these nobody reads; the page has them all. */
const MOST = 3

/** What has come since the page was opened, and of what was there before what is an emergency, until somebody has looked at it. */
export function NoticeToasts() {
  const { t } = useTranslation('notices')
  const { toPage } = useView()
  const asker = useAsker()
  const isPerson = asker?.is === 'person'
  const unseen = useUnseenNotices()
  const ready = useFeedReady('notices')
  const { data } = useAnswer(ask('/notice-preferences'), { enabled: isPerson })
  const see = useCommand('seeNotices')
  const told = useRef<Set<string> | undefined>(undefined)
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set())
  const [isMute, setMute] = useState(false)
  const hasSound = data?.preferences.sound === true

  useEffect(() => {
    if (!ready) return
    const isFirst = told.current === undefined
    const known = told.current ?? new Set<string>()
    told.current = known
    const fresh = unseen.filter(({ id }) => !known.has(id))
    for (const { id } of fresh) known.add(id)
    const news = fresh.filter(({ urgency }) => urgency === 'emergency' || (!isFirst && urgency === 'urgent'))
    if (news.length > 0) setShown((before) => new Set([...before, ...news.map(({ id }) => id)]))
    const [loudest] = fresh.map(({ urgency }) => urgency).sort((a, b) => URGENCIES.indexOf(b) - URGENCIES.indexOf(a))
    if (loudest === undefined || !hasSound || (isFirst && loudest !== 'emergency')) return
    void playCall(loudest).then((isPlayed) => setMute(!isPlayed))
  }, [unseen, ready, hasSound])

  const waiting = unseen.filter(({ id }) => shown.has(id)).sort(worstFirst)
  if (waiting.length === 0) return null
  const looked = (notices: readonly ConsoleNotice[]) => void see.send({ notices: notices.map(({ id }) => id) })
  const left = waiting.length - MOST
  return (
    <section className="toasts" aria-label={t('news')}>
      <div role="alert">
        {waiting.slice(0, MOST).map((notice) => (
          <Toast key={notice.id} notice={notice} see={() => looked([notice])} />
        ))}
      </div>
      {isMute && <p className="toasts__note">{t('soundBlocked')}</p>}
      <CommandTrouble error={see.error} />
      {left > 0 && (
        <Link className="console__button" to={toPage({ is: 'notices' })}>
          {t('more', { count: left })}
        </Link>
      )}
    </section>
  )
}

function Toast({ notice: { urgency, text: says, path, at }, see }: { notice: ConsoleNotice; see: () => void }) {
  const { t } = useTranslation('notices')
  const text = useText()
  return (
    <div className="toast" data-urgency={urgency}>
      <p className="toast__head">
        <Shape is={urgency === 'emergency' ? 'diamond' : 'triangle'} /> {t(`urgency.${urgency}`)}
        <span className="toast__at">{formatTime(at)}</span>
      </p>
      <p className="toast__text">{text(says)}</p>
      <p className="console__row">
        {path !== null && (
          <Link className="console__button" to={path} onClick={see}>
            {t('open')}
          </Link>
        )}
        <button type="button" className="console__button" onClick={see}>
          {t('seen')}
        </button>
      </p>
    </div>
  )
}

function worstFirst(a: ConsoleNotice, b: ConsoleNotice): number {
  return URGENCIES.indexOf(b.urgency) - URGENCIES.indexOf(a.urgency) || b.at - a.at
}
