import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { MATTER_KIND, matterTitle } from '../../../domain/matters/matterKinds.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useHubNow } from '../../live/useLive.ts'
import type { Replies } from '../../live/useReplies.ts'
import { formatDateTime } from '../../ui/format.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import { Shape } from '../../ui/Shape.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { useMayIn } from '../../ui/useMay.ts'
import { QuickReplyForm } from './QuickReplyForm.tsx'
import { type QuickReply, quickReplies, type WorkRow } from './replies.ts'
import { useTimeLeft } from './useTimeLeft.ts'

/** One open matter: what it is, until when, and the short answers to it. @param replies undefined: it is somebody else’s turn */
export function WorkItem({
  row,
  units,
  replies,
  replying,
  setReplying,
  isGone,
}: {
  row: WorkRow
  units: UnitTree | undefined
  replies: Replies | undefined
  /** The answer to it that is being written. */
  replying: QuickReply | undefined
  setReplying: (reply: QuickReply | undefined) => void
  /** Somebody else has acted: it waits for this answer no more. */
  isGone: boolean
}) {
  const { t } = useTranslation('work')
  const text = useText()
  const [language] = useLanguage()
  const now = useHubNow()
  const timeLeft = useTimeLeft()
  const { kind, id, unit, dueAt, simulated, path } = row
  // A list that was kept by an earlier version does not say it.
  const { at: handedInAt, dueAt: owedBy } = row.handedIn ?? {}
  const handedInText =
    handedInAt === undefined || owedBy === undefined
      ? undefined
      : t(handedInAt > owedBy ? 'handedInLate' : 'handedIn', {
          ...{ at: formatDateTime(handedInAt), due: formatDateTime(owedBy) },
        })
  const title = text(matterTitle(kind, row))
  const dueSays = row.state === MATTER_KIND[kind].untilTakenOn ? 'takeOnBy' : 'due'
  // Until then it is put aside: no deadline of anybody's.
  const isShelved = kind === 'alert' && row.state === 'shelved'
  const isLate = dueAt !== null && !isShelved && now !== undefined && dueAt < now
  const place = unit === null ? undefined : units?.byCode.get(unit)
  // What has come to somebody who is only told of it is acted on from its page.
  const may = {
    'alerts.acknowledge': useMayIn('alerts.acknowledge'),
    'directives.answer': useMayIn('directives.answer'),
  }
  const isTheirs = ({ do: permission }: QuickReply) => may[permission](unit)
  // The same answer twice would be refused, and worry whoever gave it.
  const isAnswered =
    replies?.all.some(({ is, input }) => is === 'waiting' && Object.values(input).includes(id)) ?? false
  return (
    <li className="work__item" data-late={isLate}>
      <p className="work__kind">
        {[text(MATTER_KIND[kind].name), unit === null ? t('wholeCity') : place && shortName(place, language)]
          .filter((each) => each !== undefined)
          .join(' · ')}{' '}
        {simulated && <SimulatedMark />}
      </p>
      <p className="work__title">
        <Link to={path}>{title}</Link>
      </p>
      <p className={isLate ? 'work__due work__overdue' : 'work__due'}>
        {dueAt === null ? (
          <KeptTogether>{handedInText ?? t('noDue')}</KeptTogether>
        ) : isShelved ? (
          <KeptTogether>{t('shelvedUntil', { at: formatDateTime(dueAt) })}</KeptTogether>
        ) : now === undefined ? (
          <KeptTogether>{t(dueSays, { at: formatDateTime(dueAt) })}</KeptTogether>
        ) : (
          <>
            {isLate && <Shape is="triangle" />} {t(isLate ? 'late' : 'left', { time: timeLeft(Math.abs(dueAt - now)) })}
            , <KeptTogether>{t(dueSays, { at: formatDateTime(dueAt) })}</KeptTogether>
          </>
        )}
      </p>
      {isAnswered ? (
        <p className="work__pending">{t('reply.pending')}</p>
      ) : replies !== undefined && replying !== undefined ? (
        <QuickReplyForm
          {...{ row, isGone }}
          reply={replying}
          write={replies.write}
          leave={() => setReplying(undefined)}
        />
      ) : (
        replies !== undefined && (
          <div className="work__replies">
            {quickReplies(row)
              .filter(isTheirs)
              .map((reply) => (
                <button
                  key={reply.says}
                  type="button"
                  className="console__button work__reply"
                  aria-label={t('reply.to', { what: t(`reply.${reply.says}`), title })}
                  onClick={() => setReplying(reply)}
                >
                  {t(`reply.${reply.says}`)}
                </button>
              ))}
          </div>
        )
      )}
    </li>
  )
}
