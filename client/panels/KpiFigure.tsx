import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { isShortSum, shareReported } from '../../domain/kpis/coverage.ts'
import { coverageKind } from '../../domain/kpis/coverageKind.ts'
import { addsUp } from '../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { limitText, unbroken } from '../../domain/kpis/limitText.ts'
import { natureOf } from '../../domain/kpis/reads.ts'
import { counted } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useJudging, useRow } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatFigure, formatFigureNumber } from '../ui/format.ts'
import { KpiStateMark } from '../ui/KpiStateMark.tsx'
import { Shape } from '../ui/Shape.tsx'
import { useMomentText } from '../ui/useMomentText.ts'
import { AqiWord } from './AqiWord.tsx'
import { courseShape, missingDays } from './courseShape.ts'
import { Figure, OtherFigures } from './Figure.tsx'
import { useFocusUnit } from './focus.ts'
import { useRoom } from './room.ts'
import { kpiFreshness, kpiStateNow } from './truth.ts'
import { useComingText } from './useComingText.ts'
import { useCorrectedText } from './useCorrectedText.ts'
import { useCourse } from './useCourse.ts'
import { type FrozenCounts, useFrozenCounts } from './useFrozenCounts.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { useNoteText } from './useNoteText.ts'
import { useNowText } from './useNowText.ts'
import { useUnjudgedText } from './useUnjudgedText.ts'

/** A KPI of the city, or of the commune in focus: what it is now by the feed, and how it came there by the history. */
export function KpiFigure({ id, count }: { readonly id: KpiId; readonly count: number }) {
  const kpi: Kpi = KPIS[id]
  // Of whether cameras work a frozen one tells enough.
  const isCounted = kpi.from === 'camera' && kpi.freshBy === 'count'
  return isCounted ? <CountedFigure id={id} count={count} /> : <FigureOfKpi id={id} count={count} />
}

function CountedFigure({ id, count }: { readonly id: KpiId; readonly count: number }) {
  return <FigureOfKpi id={id} count={count} frozen={useFrozenCounts(useFocusUnit())} />
}

/** @param frozen of the cameras that count for it */
function FigureOfKpi({
  id,
  count,
  frozen,
}: {
  readonly id: KpiId
  readonly count: number
  readonly frozen?: FrozenCounts
}) {
  const { t } = useTranslation('wall')
  const coming = useComingText()
  const moment = useMomentText()
  const [language] = useLanguage()
  const text = useText()
  const { now, reception } = useJudging()
  const at = useNowText()
  const noteText = useNoteText()
  const unit = useFocusUnit()
  const kpi = useKpiInForce(id)
  const row = useRow('kpis', `${id}|${unit}`)
  const fresh = kpiFreshness(row, now, reception)
  const state = kpiStateNow(row, now)
  // Before the hub has told anything of its figures there is nothing to judge, nor to say that it cannot be.
  const isComing = !useFeedReady('kpis')
  const { points, isMissing, note } = useCourse(id, kpi, unit, row)
  const isOfNow = kpi.period === 'now'
  const isMonth = kpi.period === 'month'
  // Part of a day is as little a whole day's as a month is.
  const isPart = isMonth || (kpi.period === 'day' && addsUp(kpi))
  const missing = points === undefined ? 0 : missingDays(points)
  // People have not gone away because nobody counts them: no line falls to such a number.
  const isShort = row?.value != null && !isPart && !row.unheard && isShortSum(kpi.combine, row)
  const shape =
    points &&
    courseShape(points, kpi.target?.value, {
      is: isPart ? 'part' : 'end',
      value: isShort ? null : numberOnCourse(kpi, row),
    })
  // What stands of a running day or month is not old, however long nobody has spoken.
  const isOld = row?.value != null && state === 'unjudged' && fresh !== 'live'
  const isFrozen = row?.value != null && frozen !== undefined && frozen.frozen > 0
  // Nobody else counts there.
  const isDoubtful = isFrozen && frozen.frozen === frozen.counting
  const coverage = coverageText(kpi, row, t)
  // A sum of what stands now over a part of the places falls when a place falls silent: beside the number stands what it is a sum of.
  const isOfPart = coverage !== undefined && isOfNow && kpi.combine === 'sum' && state !== 'unjudged'
  const unjudgedText = useUnjudgedText(id, row)
  const { width } = useRoom()
  const others = useContext(OtherFigures)
  const said = others === 0 ? 0 : ` · ${t('needs.more.figures', { count: others })}`.length
  // What is told first is what matters most.
  const parts = fitting(
    [
      useCorrectedText(id, kpi, unit),
      row?.unheard === true || (row?.value === null && coverage === undefined) ? unjudgedText : undefined,
      isFrozen ? frozenText(frozen, t, moment) : undefined,
      row?.value == null ? undefined : noteText(note, kpi),
      missing === 0 ? undefined : t('course.gaps', { count: missing }),
      besideText(kpi, useRow('kpis', `${kpi.beside ?? id}|${unit}`), language, text),
      isOfPart ? undefined : coverage,
      targetText(kpi, language, t),
    ],
    NOTE_LINES * Math.floor(width / LETTER_REM) - said,
  )
  return (
    <Figure
      count={count}
      look={{
        label: text(kpi.short),
        aside: isOfNow ? at : t(`figure.period.${isStock(kpi) ? 'today' : kpi.period}`),
        courseOf: isMonth ? t('course.of.daily') : isPart ? t('course.of.whole') : undefined,
        value: formatFigureNumber(row?.value, kpi, language),
        unit: row?.value == null ? undefined : counted(kpi.unit, row.value, language),
        mark: isComing ? undefined : isOld ? (
          <FreshnessMark compact freshness={fresh} at={row?.at} />
        ) : isDoubtful ? (
          <Shape is="triangle" />
        ) : id === 'cityAqi' ? (
          <AqiWord index={row?.value ?? null} />
        ) : isOfPart ? (
          <>
            <Shape is="half" /> {t('figure.ofPart', { coverage })}
          </>
        ) : state === 'met' || state === 'untargeted' ? undefined : (
          <KpiStateMark state={state} />
        ),
        tone: isDoubtful || isShort ? 'unjudged' : state,
        isOld: isOld || isDoubtful || isShort || row?.value == null,
        shape,
        noCourse: isMissing ? t('course.missing') : points === undefined ? t('course.coming') : t('course.none'),
        note: isComing ? coming : parts.length === 0 ? t('course.nothing') : parts.join(' · '),
        figure: figureName.kpi(id, unit),
      }}
    />
  )
}

/** Null: unknown, or the sum of a month, beside which its days are nothing. */
function numberOnCourse(kpi: Kpi, row: KpiValue | undefined): number | null {
  return kpi.period === 'month' && kpi.combine === 'sum' ? null : (row?.value ?? null)
}

/** What stands of a day, which nothing was added up for. */
function isStock(kpi: Kpi): boolean {
  return kpi.from === 'statistic' && kpi.period === 'day' && natureOf(kpi.system, kpi.reads) === 'stock'
}

/** A note is two lines: more is read by nobody from there, and takes the room of another figure. */
const NOTE_LINES = 2
/** Mean width of a letter, rem. */
const LETTER_REM = 0.52

/** The first of the parts that find room together, at least one. */
function fitting(parts: readonly (string | undefined)[], letters: number): readonly string[] {
  const shown: string[] = []
  for (const part of parts) {
    if (part === undefined || part === '') continue
    if (shown.length === 0 || [...shown, part].join(' · ').length <= letters) shown.push(part)
  }
  return shown
}

type Translate = ReturnType<typeof useTranslation<'wall'>>['t']

/** `79/83 đơn vị`, `có 98% báo cáo ngày`: how much of what should have been reported was, where it is not all. */
function coverageText(kpi: Kpi, row: KpiValue | undefined, t: Translate): string | undefined {
  if (row === undefined || row.unheard || row.reported >= row.expected) return undefined
  const of = coverageKind(kpi) === 'days' ? 'days' : kpi.from
  const share = Math.floor(shareReported(row) * 100)
  return t(`coverage.${of}`, { reported: row.reported, expected: row.expected, share, count: row.expected })
}

function targetText(kpi: Kpi, language: 'vi' | 'en', t: Translate): string | undefined {
  if (kpi.target === undefined) return undefined
  const limit = unbroken(limitText(kpi, kpi.target.value, language))
  return t(kpi.target.declared === undefined ? `figure.target.${kpi.target.basis}` : 'figure.target.city', { limit })
}

/** `đếm trong hình bị treo từ 09:40: chưa chắc đúng`, where only some are: `gồm 2 camera bị treo hình`. */
function frozenText(
  { counting, frozen, since }: FrozenCounts,
  t: Translate,
  moment: (at: number | undefined) => string,
): string {
  return frozen === counting ? t('figure.frozen', { time: moment(since) }) : t('figure.partlyFrozen', { count: frozen })
}

/** The honest reading beside a flattering one. */
function besideText(
  kpi: Kpi,
  row: KpiValue | undefined,
  language: 'vi' | 'en',
  text: ReturnType<typeof useText>,
): string | undefined {
  if (kpi.beside === undefined || row?.value == null) return undefined
  const beside: Kpi = KPIS[kpi.beside as KpiId]
  return `${text(beside.short)}: ${formatFigure(row.value, beside, language)}`
}
