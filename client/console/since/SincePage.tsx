import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DAY_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useReach } from '../../live/session.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { SINCE_FROM } from '../shows.ts'
import { useView } from '../useView.ts'
import './sincePage.css'

const REFETCH_MS = 60_000

/** What has happened since whoever sits here last looked, as sentences that lead to what they speak of. */
export function SincePage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('since')
  const { view, to } = useView()
  const start = SINCE_FROM.find((each) => each === view.show)
  const seesShifts = useReach('shift.see').length > 0
  const shifts = useAnswer(ask('/shifts', { query: { limit: 1 } }), { enabled: start === 'shift' && seesShifts })
  const now = useNow()
  // Whole minutes: an address that changes with every second would be asked anew with every second.
  const minute = Math.floor(now / REFETCH_MS) * REFETCH_MS
  const from = {
    // Where both sides have signed early, the shift has begun with the second signature.
    shift: shifts.data && Math.min(shifts.data.now.from, shifts.data.before.takenOver?.at ?? Number.POSITIVE_INFINITY),
    day: minute - DAY_MS,
    week: minute - 7 * DAY_MS,
    looked: undefined,
  }[start ?? 'looked']
  const { data, error, refetch } = useAnswer(ask('/since', { query: { from } }), {
    enabled: start !== 'shift' || from !== undefined,
    refetchMs: REFETCH_MS,
  })
  return (
    <div className="since">
      <PageHead units={units} above={undefined} heading={t('title')}>
        <nav className="switch" aria-label={t('choose')}>
          {([undefined, ...SINCE_FROM] as const).map(
            (each) =>
              (each !== 'shift' || seesShifts) && (
                <Link
                  key={each ?? 'looked'}
                  className="switch__option"
                  to={to({ show: each })}
                  replace
                  aria-current={each === start ? 'true' : undefined}
                >
                  {t(`from.${each ?? 'looked'}`)}
                </Link>
              ),
          )}
        </nav>
      </PageHead>
      <div className="since__body">
        {data !== undefined ? (
          <Told told={data} isOwn={start === undefined} />
        ) : error === null ? (
          <Skeleton lines={12} />
        ) : (
          <ApiTrouble error={error} retry={() => void refetch()} />
        )}
      </div>
    </div>
  )
}

type Since = AnswerTo<'/since'>

function Told({ told, isOwn }: { told: Since; isOwn: boolean }) {
  const { t } = useTranslation('since')
  const text = useText()
  const { from, to, looked, parts } = told
  const span = t('span', { from: formatDateTime(from), to: formatDateTime(to) })
  const copied = () =>
    [
      `${t('title')}. ${span}.`,
      ...(parts.length === 0 ? [t('nothing')] : []),
      ...parts.flatMap(({ part, sentences }) => [
        '',
        `${t(`part.${part}`)}:`,
        ...sentences.map((sentence) => `- ${text(sentence.text)}`),
      ]),
    ].join('\n')
  return (
    <>
      <p className="since__span">
        <KeptTogether>
          {`${span}. ${isOwn ? (looked === null ? t('never') : t('looked', { at: formatDateTime(looked) })) : ''}`}
        </KeptTogether>
      </p>
      {parts.length === 0 && <p>{t('nothing')}</p>}
      {parts.map(({ part, sentences }) => (
        <section key={part} aria-labelledby={`since-${part}`}>
          <h2 className="part__title" id={`since-${part}`}>
            {t(`part.${part}`)}
          </h2>
          <ul className="since__list">
            {sentences.map((sentence) => (
              <li key={`${sentence.path}|${sentence.text.vi}`}>
                <Link to={sentence.path}>
                  <KeptTogether>{text(sentence.text)}</KeptTogether>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div className="console__row">
        <CopyButton text={copied} says={{ do: t('copy.do'), done: t('copy.done'), refused: t('copy.refused') }} />
        <MarkRead at={to} />
      </div>
    </>
  )
}

/** Nothing is taken as read because a page was open: whoever has read it says so. */
function MarkRead({ at }: { at: number }) {
  const { t } = useTranslation('since')
  const { send, isSending, error } = useCommand('noteLooked', ['/since'])
  const [marked, setMarked] = useState<number>()
  return (
    <>
      <button
        type="button"
        className="console__button form__do"
        disabled={isSending}
        onClick={() => void send({ at }).then((answer) => setMarked(answer?.looked))}
      >
        {t('mark')}
      </button>
      <Done>{marked === undefined ? undefined : t('marked', { at: formatDateTime(marked) })}</Done>
      <CommandTrouble error={error} />
    </>
  )
}
