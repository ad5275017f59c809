import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalName, refusalSentence } from '../../../domain/refusals.ts'
import type { Quarantined } from '../../../domain/sources/quarantined.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { Age } from '../../ui/FreshnessMark.tsx'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import '../parts/listing.css'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { RowLink } from '../parts/table/RowLink.tsx'
import { SourceCode, useSourceText } from './SourceCode.tsx'
import { pageOfSource } from './sourcePage.ts'

const keyOf = ({ key }: Quarantined) => key

/**
 * Refused messages by source, reason and client: what to send instead, and the beginning of the last one as plain text.
 * @param isBeside one list of its page among others
 */
export function QuarantineTable({
  rows,
  none,
  isBeside,
}: {
  rows: readonly Quarantined[]
  none: string
  isBeside?: boolean
}) {
  const { t } = useTranslation('console')
  return (
    <DataTable
      caption={t('quarantine.title')}
      rows={rows}
      keyOf={keyOf}
      columns={useQuarantineColumns()}
      opensWith={{ by: 'last', falls: true }}
      none={none}
      isBeside={isBeside}
    />
  )
}

function useQuarantineColumns(): readonly Column<Quarantined>[] {
  const { t } = useTranslation('console')
  const { t: list } = useTranslation('list')
  const [language] = useLanguage()
  const text = useText()
  const sourceText = useSourceText()
  return useMemo(() => {
    const name = ({ reason }: Quarantined) => text(refusalName(reason))
    const remedy = ({ reason, params }: Quarantined) => {
      const sentence = refusalSentence(reason, params)
      return sentence === undefined ? '' : text(sentence)
    }
    const moment = (id: 'firstAt' | 'lastAt', label: string) => ({
      label,
      fallsFirst: true,
      order: (row: Quarantined) => row[id],
      exports: [{ label, kind: 'moment' as const, of: (row: Quarantined) => row[id] }],
    })
    return [
      {
        id: 'reason',
        label: t('quarantine.reason'),
        rank: 'name',
        width: 260,
        grows: true,
        wraps: true,
        cell: (row) => (
          <>
            {name(row)}
            {remedy(row) !== '' && <div className="listing__remedy">{remedy(row)}</div>}
            <div className="table__faint">{row.reason}</div>
          </>
        ),
        order: name,
        text: (row) => `${name(row)} ${remedy(row)} ${row.reason}`,
        choice: { of: ({ reason }) => reason, label: (reason) => text(refusalName(reason)) },
        exports: [
          { label: t('quarantine.reason'), kind: 'text', of: name },
          { label: list('only.remedy'), kind: 'text', of: remedy },
        ],
      },
      {
        id: 'source',
        label: t('source.id'),
        rank: 'first',
        width: 220,
        wraps: true,
        cell: (row) => <RefusedSource row={row} />,
        order: ({ source }) => source,
        text: ({ source, topic, client }) => `${sourceText(source)} ${topic} ${client ?? ''}`,
        exports: [
          { label: t('source.id'), kind: 'text', of: ({ source }) => sourceText(source) },
          { label: list('only.topic'), kind: 'text', of: ({ topic }) => topic },
          { label: list('only.client'), kind: 'text', of: ({ client }) => client },
        ],
      },
      {
        id: 'count',
        label: t('quarantine.count'),
        rank: 'first',
        width: 80,
        isNumber: true,
        fallsFirst: true,
        cell: ({ count }) => formatNumber(count, 0, language),
        order: ({ count }) => count,
        exports: [{ label: t('quarantine.count'), kind: 'number', digits: 0, of: ({ count }) => count }],
      },
      {
        id: 'first',
        rank: 'third',
        width: 150,
        cell: ({ firstAt }) => formatDateTime(firstAt),
        ...moment('firstAt', t('quarantine.first')),
      },
      {
        id: 'last',
        rank: 'first',
        width: 150,
        cell: ({ lastAt }) => (
          <>
            {formatDateTime(lastAt)}
            <div className="table__faint">
              <Age at={lastAt} />
            </div>
          </>
        ),
        ...moment('lastAt', t('quarantine.last')),
      },
      {
        id: 'sample',
        label: t('quarantine.sample'),
        rank: 'first',
        width: 260,
        grows: true,
        wraps: true,
        cell: ({ sample }) => <pre className="listing__sample">{sample}</pre>,
        text: ({ sample }) => sample,
      },
    ]
  }, [t, list, language, text, sourceText])
}

function RefusedSource({ row }: { row: Quarantined }) {
  const { t } = useTranslation('console')
  // Who is not announced has no page.
  const page = row.known ? pageOfSource(row.source) : undefined
  return (
    <>
      {page !== undefined ? (
        <RowLink page={page}>
          <SourceCode id={row.source} />
        </RowLink>
      ) : (
        <SourceCode id={row.source} />
      )}
      <div className="table__faint">{row.topic}</div>
      {row.client !== null && <div className="table__faint">{t('quarantine.client', { id: row.client })}</div>}
    </>
  )
}
