import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { JudgedFreshness } from '../../../domain/reception.ts'
import type { Source } from '../../../domain/sources/source.ts'
import { clockSkewMs, compareByTrouble, type sourceKind, type Trouble } from '../../../domain/sources/sourceTrouble.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import type { ShapeName } from '../../ui/Shape.tsx'
import { skewText, spanText } from '../../ui/spans.ts'
import { Marked } from '../parts/Marked.tsx'
import type { Column } from '../parts/table/column.ts'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useMisplacementText } from '../parts/useMisplacementText.ts'
import { SourceCode, useSourceText } from './SourceCode.tsx'
import { pageOfSource } from './sourcePage.ts'

/** A source as it stands now. */
export interface SourceLine {
  readonly source: Source
  readonly kind: ReturnType<typeof sourceKind>
  readonly trouble: Trouble
  readonly freshness: JudgedFreshness
}

const SHAPES: Record<Trouble, ShapeName> = {
  lost: 'ring',
  stale: 'half',
  refused: 'triangle',
  skew: 'triangle',
  rivals: 'triangle',
  misplaced: 'triangle',
  unheard: 'half',
  silent: 'ring',
  none: 'disc',
}

export function TroubleMark({ trouble }: { trouble: Trouble }) {
  const { t } = useTranslation('console')
  return (
    <Marked is={SHAPES[trouble]} {...(trouble !== 'none' && { tone: 'near' })}>
      {t(`trouble.${trouble}`)}
    </Marked>
  )
}

/** The id of a source, as the way to where it is looked at. */
function SourceId({ id }: { id: string }) {
  const page = pageOfSource(id)
  if (page === undefined) return <SourceCode id={id} />
  return (
    <RowLink page={page} title={id}>
      <SourceCode id={id} />
    </RowLink>
  )
}

type Counted = 'accepted' | 'refused' | 'duplicates' | 'late'

export function useSourceColumns(units: UnitTree | undefined): readonly Column<SourceLine>[] {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const misplacement = useMisplacementText(units)
  const sourceText = useSourceText()
  const simulated = useSimulatedValue<SourceLine>(({ source }) => source.simulated)
  return useMemo(() => {
    const place = ({ source }: SourceLine) => {
      const unit = source.unit === null ? undefined : units?.byCode.get(source.unit)
      return unit === undefined ? undefined : shortName(unit, language)
    }
    const misplacedText = ({ misplaced }: SourceLine['source']) => misplacement(misplaced)
    const count = (id: Counted, rank: Column<SourceLine>['rank'], width: number): Column<SourceLine> => ({
      id,
      label: t(`source.${id}`),
      rank,
      width,
      isNumber: true,
      fallsFirst: true,
      cell: ({ source }) => formatNumber(source[id], 0, language),
      order: ({ source }) => source[id],
      exports: [{ label: t(`source.${id}`), kind: 'number', digits: 0, of: ({ source }) => source[id] }],
    })
    return [
      {
        id: 'id',
        label: t('source.id'),
        rank: 'name',
        width: 230,
        grows: true,
        cell: ({ source }) => <SourceId id={source.id} />,
        order: ({ source }) => source.id,
        text: ({ source }) => sourceText(source.id),
        exports: [{ label: t('source.id'), kind: 'text', of: ({ source }) => sourceText(source.id) }, simulated],
      },
      {
        id: 'place',
        label: t('sensors.place'),
        rank: 'second',
        width: 150,
        cell: (line) => place(line) ?? '–',
        order: place,
        text: (line) => place(line) ?? '',
      },
      {
        id: 'trouble',
        label: t('source.state'),
        rank: 'first',
        width: 180,
        cell: ({ trouble, source }) => (
          <>
            <TroubleMark trouble={trouble} /> {misplacedText(source)}
          </>
        ),
        compare: compareByTrouble,
        text: ({ trouble, source }) => [t(`trouble.${trouble}`), misplacedText(source)].join(' '),
        exports: [
          { label: t('source.state'), kind: 'text', of: ({ trouble }) => t(`trouble.${trouble}`) },
          { label: t('source.place'), kind: 'text', of: ({ source }) => misplacedText(source) },
        ],
        choice: {
          of: ({ trouble }) => trouble,
          label: (trouble) => t(`trouble.${trouble as Trouble}`, { defaultValue: trouble }),
        },
      },
      {
        id: 'received',
        label: t('source.last'),
        rank: 'first',
        width: 150,
        cell: ({ source, freshness }) => <FreshnessMark freshness={freshness} at={source.asOf} compact />,
        order: ({ source }) => source.asOf ?? undefined,
        exports: [
          { label: t('source.receivedTime'), kind: 'moment', of: ({ source }) => source.lastReceivedAt },
          { label: t('source.deviceTime'), kind: 'moment', of: ({ source }) => source.lastAt },
        ],
      },
      {
        id: 'every',
        label: t('source.every'),
        rank: 'second',
        width: 90,
        cell: ({ source }) => (source.everyMs === null ? '–' : spanText(source.everyMs, language)),
        order: ({ source }) => source.everyMs ?? undefined,
        exports: [{ label: `${t('source.every')} (s)`, kind: 'number', of: ({ source }) => seconds(source.everyMs) }],
      },
      count('accepted', 'second', 100),
      count('refused', 'second', 100),
      count('duplicates', 'third', 90),
      count('late', 'third', 100),
      {
        id: 'skew',
        label: t('source.skew'),
        rank: 'second',
        width: 110,
        isNumber: true,
        fallsFirst: true,
        cell: ({ source }) => skewText(clockSkewMs(source), language),
        order: ({ source }) => magnitude(clockSkewMs(source)),
        exports: [
          { label: `${t('source.skew')} (s)`, kind: 'number', of: ({ source }) => seconds(clockSkewMs(source)) },
        ],
      },
    ]
  }, [t, language, units, simulated, misplacement, sourceText])
}

const seconds = (ms: number | null) => (ms === null ? null : ms / 1_000)
const magnitude = (ms: number | null) => (ms === null ? undefined : Math.abs(ms))
