import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { handoverText } from '../../../domain/shifts/handoverText.ts'
import { shiftName } from '../../../domain/shifts/shift.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer, useAnswerPages } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useReach } from '../../live/session.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import '../parts/listing.css'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { BoardParts } from './BoardParts.tsx'
import { EntryForm } from './EntryForm.tsx'
import { EntryList } from './EntryList.tsx'
import './shiftPage.css'
import { Signing } from './Signing.tsx'

/** Colleagues write meanwhile. */
const REFETCH_MS = 5_000

/** The log of a shift: what its people have written, what it hands over, and both signatures. @param id of the shift; without one, the shift that is on */
export function ShiftPage({ id, units }: { id: string | undefined; units: UnitTree }) {
  const { t } = useTranslation('shift')
  const text = useText()
  const list = useAnswerPages(ask('/shifts', { query: { limit: 30 } }), { refetchMs: REFETCH_MS })
  const first = list.data?.pages[0]
  const opened = useOpened(first?.now)
  const asked = id ?? opened?.id
  const read = useAnswer(ask('/shifts/{id}', { params: { id: asked ?? '' } }), {
    enabled: asked !== undefined,
    refetchMs: REFETCH_MS,
  })
  const error = read.error ?? list.error
  const heading = read.data === undefined ? t('title') : `${t('title')}: ${text(shiftName(read.data.shift))}`
  return (
    <div className="level">
      <PageHead units={units} above={units.city.code} heading={heading}>
        {read.data !== undefined && <CopyHandover read={read.data} units={units} />}
      </PageHead>
      <nav className="listing__groups" aria-label={t('list')}>
        {first !== undefined && (
          <ShiftList
            now={first.now}
            shifts={[first.now, first.before, ...(list.data?.pages.flatMap(({ shifts }) => shifts) ?? [])]}
            shown={asked}
          />
        )}
        {list.hasNextPage && (
          <button type="button" className="console__button" onClick={() => void list.fetchNextPage()}>
            {t('older')}
          </button>
        )}
      </nav>
      <div className="shift">
        {read.data !== undefined ? (
          <ShiftBody read={read.data} units={units} chosen={id ?? 'onDuty'} />
        ) : error === null ? (
          <Skeleton lines={16} />
        ) : (
          <ApiTrouble error={error} retry={() => void Promise.all([list.refetch(), read.refetch()])} />
        )}
      </div>
    </div>
  )
}

/** The shift that is on, as the page was opened: it stays until its hours are over, so that who has just signed still reads what they signed. */
function useOpened(now: Log | undefined): Log | undefined {
  const at = useNow()
  const [opened, setOpened] = useState<Log>()
  if (now !== undefined && now.id !== opened?.id && (opened === undefined || opened.to <= at)) setOpened(now)
  return opened
}

type Read = AnswerTo<'/shifts/{id}'>
type Log = Read['shift']

/** @param chosen the shift that the reader has chosen; what they are typing for the one on duty goes on when the next one is */
function ShiftBody({ read, units, chosen }: { read: Read; units: UnitTree; chosen: string }) {
  const { t } = useTranslation('shift')
  const mayKeep = useReach('shift.keep').length > 0
  const [correcting, setCorrecting] = useState<{ readonly shift: string; readonly number: number }>()
  const { shift, entries, board, signed } = read
  // Between the two signatures the log stays open: until the second one there is no other log to write in.
  const isLocked = shift.state === 'closed'
  const corrects = correcting?.shift === shift.id ? correcting.number : undefined
  return (
    <>
      <section className="shift__part" aria-labelledby="shift-entries">
        <h2 className="part__title" id="shift-entries">
          {t('entries')}
        </h2>
        <EntryList
          entries={entries}
          isLocked={isLocked}
          correct={!isLocked && mayKeep ? (number) => setCorrecting({ shift: shift.id, number }) : undefined}
        />
        <Signed shift={shift} />
        {mayKeep ? (
          <EntryForm
            key={chosen}
            shift={shift.id}
            isLocked={isLocked}
            corrects={corrects}
            leave={() => setCorrecting(undefined)}
          />
        ) : (
          !isLocked && <p className="console__empty">{t('readOnly')}</p>
        )}
      </section>
      <section className="shift__part" aria-labelledby="shift-handover">
        <h2 className="part__title" id="shift-handover">
          {t('handover')}
        </h2>
        <BoardParts board={board} isSigned={signed} units={units} />
        {mayKeep && <Signing key={shift.id} shift={shift} additions={additionsOf(entries)} />}
      </section>
    </>
  )
}

/** How many entries stand behind the last signature of those who leave. */
function additionsOf(entries: Read['entries']): number {
  const signedAs = entries.findLast(({ did }) => did === 'handOver')?.number ?? 0
  return entries.filter(({ number, isAddition }) => isAddition && number > signedAs).length
}

/** Who has signed, and what becomes of what is still to be written. */
function Signed({ shift: { handedOver, takenOver } }: { shift: Log }) {
  const { t } = useTranslation('shift')
  if (handedOver === null) return null
  return (
    <p className="shift__locked">
      <KeptTogether>
        {takenOver === null
          ? t('handedOverBy', { by: handedOver.name, at: formatDateTime(handedOver.at) })
          : t('lockedBoth', {
              ...{ by: handedOver.name, at: formatDateTime(handedOver.at) },
              ...{ taker: takenOver.name, takenAt: formatDateTime(takenOver.at) },
            })}
      </KeptTogether>{' '}
      {t(takenOver === null ? 'adds' : 'lockedHint')}
    </p>
  )
}

/** Shifts, the newest first, each once, with how far each has got. */
function ShiftList({ now, shifts, shown }: { now: Log; shifts: readonly Log[]; shown: string | undefined }) {
  const { t } = useTranslation('shift')
  const text = useText()
  const { toPage } = useView()
  const at = useNow()
  const each = [...new Map(shifts.map((shift) => [shift.id, shift])).values()].toSorted((a, b) => b.from - a.from)
  return (
    <ul>
      {each.map((shift) => (
        <li key={shift.id}>
          <Link
            className="listing__group"
            to={toPage({ is: 'shift', id: shift.id })}
            aria-current={shift.id === shown ? 'true' : undefined}
          >
            <span>
              <KeptTogether>{text(shiftName(shift))}</KeptTogether>
              <span className="shift__state">
                {shift.id === now.id
                  ? t('now')
                  : shift.state === 'open' && shift.to <= at
                    ? t('unsigned')
                    : t(`state.${shift.state}`)}
              </span>
            </span>
            <span className="listing__count">{shift.version}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function CopyHandover({ read: { shift, entries, board }, units }: { read: Read; units: UnitTree }) {
  const { t } = useTranslation('shift')
  const [language] = useLanguage()
  return (
    <CopyButton
      text={() => handoverText(shift, entries, board, units, language)}
      says={{ do: t('copy.do'), done: t('copy.done'), refused: t('copy.refused') }}
    />
  )
}
