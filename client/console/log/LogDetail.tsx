import { useTranslation } from 'react-i18next'
import { printableText } from '../../../domain/printableText.ts'
import { formatDate, formatSeconds } from '../../ui/format.ts'
import type { LogLine } from './logColumns.tsx'

/** Longest value that is shown; the API has the entry whole. */
const MOST = 2_000

/** What an entry of the log says beside its sentence: what was sent, what stood before, where from, and its hash. */
export function LogDetail({ line }: { line: LogLine }) {
  const { t } = useTranslation('log')
  const { who, from, input, before, hash, writtenAt } = line
  const rows: readonly (readonly [label: string, value: string])[] = [
    [t('only.writtenAt'), writtenAt === undefined ? '' : `${formatSeconds(writtenAt)} ${formatDate(writtenAt)}`],
    [t('only.whoId'), who.id],
    [t('only.session'), who.session ?? ''],
    [t('only.agent'), from.agent],
    ...Object.entries(input).map(([field, value]) => [`${t('input')}: ${field}`, textOf(value)] as const),
    [t('before'), before === undefined ? '' : textOf(before)],
    [t('hash'), hash],
  ]
  return (
    <dl className="log-detail">
      {rows
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <Pair key={label} label={printableText(label, 100)} value={printableText(value, MOST)} />
        ))}
    </dl>
  )
}

function Pair({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string')
  return isList ? value.join(', ') : JSON.stringify(value)
}
