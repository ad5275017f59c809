import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Index766Row } from '../../../domain/index766/index766.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { CITY } from '../../panels/city.ts'
import { formatNumber } from '../../ui/format.ts'
import '../parts/table.css'
import type { Sort } from '../address.ts'
import { Marked } from '../parts/Marked.tsx'
import { SortHead } from '../parts/SortHead.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { Index766Detail } from './Index766Detail.tsx'
import { Index766Score } from './Index766Score.tsx'
import type { SplitRows } from './index766Rows.ts'

/** Unit, total, official score and band stand beside the six groups. */
const OTHER_COLUMNS = 4

/** The six groups of every unit: the city first, then what has a total, then what has none. A row opens to its criteria. */
export function Index766Table({
  city,
  rows,
  nameOf,
  sort,
  caption,
}: {
  city: Index766Row | undefined
  rows: SplitRows
  nameOf: (unit: string) => string
  sort: Sort
  caption: string
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const rowKeys = useRowKeys()
  const groups = (city ?? rows.scored[0] ?? rows.unscored[0])?.groups ?? []
  const columns = groups.length + OTHER_COLUMNS
  const draw = (row: Index766Row) => <Row key={row.unit} row={row} name={nameOf(row.unit)} columns={columns} />
  return (
    <table className="table index766" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <SortHead by="unit" sort={sort} fallsFirst={false}>
            {t('index766.column.unit')}
          </SortHead>
          {groups.map(({ code, max }) => (
            <SortHead key={code} by={code} sort={sort} fallsFirst={false} number>
              <span className="index766__head">
                {t(`index766.group.${code}`)}
                <span>{t('index766.most', { max: formatNumber(max, 0, language) })}</span>
              </span>
            </SortHead>
          ))}
          <SortHead by="score" sort={sort} fallsFirst={false} number>
            {t('index766.column.score')}
          </SortHead>
          <SortHead by="official" sort={sort} fallsFirst={false} number>
            {t('index766.column.official')}
          </SortHead>
          <th scope="col">{t('index766.column.band')}</th>
        </tr>
      </thead>
      {city !== undefined && <tbody className="index766__city">{draw(city)}</tbody>}
      {rows.scored.length > 0 && <tbody>{rows.scored.map(draw)}</tbody>}
      {rows.unscored.length > 0 && (
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={columns} className="table__group">
              <Marked is="ring">{t('index766.unscoredCount', { count: rows.unscored.length })}</Marked>
            </th>
          </tr>
          {rows.unscored.map(draw)}
        </tbody>
      )}
    </table>
  )
}

function Row({ row, name, columns }: { row: Index766Row; name: string; columns: number }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { view, to } = useView()
  const isOpen = view.opened === row.unit
  return (
    <>
      <tr className={row.unit === CITY ? 'table__row index766__whole' : 'table__row'}>
        <th scope="row">
          <Link
            className="table__link"
            data-row
            to={to({ opened: isOpen ? undefined : row.unit })}
            replace
            aria-expanded={isOpen}
          >
            {name}
          </Link>
        </th>
        {row.groups.map(({ code, score, known, knownMax }) => (
          <Index766Score key={code} score={score} known={known} knownMax={knownMax} />
        ))}
        <Index766Score score={row.score} known={row.known} knownMax={row.knownMax} />
        <td className="table__number">
          {row.official === null ? (
            <span className="table__faint">
              {t(row.officialUnpooled ? 'index766.officialUnpooled' : 'index766.noOfficial')}
            </span>
          ) : (
            formatNumber(row.official, 2, language)
          )}
        </td>
        <td>{row.band === null ? '–' : t(`index766.band.${row.band}`)}</td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={columns} className="index766__opened">
            <Index766Detail row={row} caption={t('index766.criteria', { unit: name })} />
          </td>
        </tr>
      )}
    </>
  )
}
