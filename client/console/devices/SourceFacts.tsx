import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useNow, useReception, useRow } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDate, formatNumber, formatSeconds } from '../../ui/format.ts'
import './office.css'
import { clockSkewMs, sourceFreshness, troubleOf } from '../../../domain/sources/sourceTrouble.ts'
import { skewText, spanText } from '../../ui/spans.ts'

/** Health of one source: what it promised, when it last spoke by its own clock and by ours, what was taken and refused. */
export function SourceFacts({
  source: id,
  everyMs,
  status,
  place,
}: {
  source: string
  everyMs: number
  /** What the device, or the broker in its name, said last; undefined: the hub has not told of it yet. */
  status: 'online' | 'offline' | null | undefined
  /** The fact of where it stands. */
  place: ReactNode
}) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const [language] = useLanguage()
  const now = useNow()
  const reception = useReception()
  const source = useRow('sources', id)
  const count = (n: number | undefined) => formatNumber(n, 0, language)
  const moment = (at: number | null | undefined) =>
    at === null || at === undefined ? '–' : `${formatSeconds(at)} ${formatDate(at)}`
  return (
    <dl className="facts">
      <Fact name={t('source.state')}>
        {source === undefined ? (
          '–'
        ) : (
          <>
            {t(`trouble.${troubleOf(source, now, reception)}`)} ·{' '}
            <FreshnessMark freshness={sourceFreshness(source, now, reception)} at={source.asOf} compact />
          </>
        )}
      </Fact>
      <Fact name={t('sensor.status')}>
        {status === undefined ? common('loading') : t(`sensor.said.${status ?? 'nothing'}`)}
      </Fact>
      {place}
      <Fact name={t('source.every')}>{spanText(everyMs, language)}</Fact>
      <Fact name={t('source.deviceTime')}>{moment(source?.lastAt)}</Fact>
      <Fact name={t('source.receivedTime')}>{moment(source?.lastReceivedAt)}</Fact>
      <Fact name={t('source.skew')}>{skewText(source && clockSkewMs(source), language)}</Fact>
      <Fact name={t('source.countedSince')}>{moment(source?.countedSince)}</Fact>
      <Fact name={t('source.accepted')}>{count(source?.accepted)}</Fact>
      <Fact name={t('source.refused')}>{count(source?.refused)}</Fact>
      <Fact name={t('source.duplicates')}>{count(source?.duplicates)}</Fact>
      <Fact name={t('source.late')}>{count(source?.late)}</Fact>
      <Fact name={t('source.id')}>
        <code>{id}</code>
      </Fact>
    </dl>
  )
}

export function Fact({ name, children, wide = false }: { name: string; children: ReactNode; wide?: boolean }) {
  return (
    <div className={wide ? 'facts__wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
