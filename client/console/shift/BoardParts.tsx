import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import type { BoardLine, ShiftBoard } from '../../../domain/shifts/board.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'

/** What a shift hands over, part by part, worst first. @param isSigned it stands as it was signed */
export function BoardParts({ board, isSigned, units }: { board: ShiftBoard; isSigned: boolean; units: UnitTree }) {
  const { t } = useTranslation('shift')
  const [language] = useLanguage()
  return (
    <div className="shift__board" data-signed={isSigned}>
      <p className="shift__as-of">
        <KeptTogether>{t(isSigned ? 'boardSigned' : 'boardNow', { at: formatDateTime(board.at) })}</KeptTogether>
      </p>
      {board.parts.map(({ part, count, lines }) => (
        <section key={part} aria-label={t(`part.${part}`)}>
          <h3 className="console__sub">
            {t(`part.${part}`)}: {formatNumber(count, 0, language)}
          </h3>
          {count === 0 ? (
            <p className="shift__none">{t('partNone')}</p>
          ) : (
            <ul className="shift__lines">
              {lines.map((line) => (
                <Line key={`${line.path}|${line.at}|${line.title.vi}`} line={line} units={units} />
              ))}
              {count > lines.length && (
                <li>
                  {t('more', { count: count - lines.length, number: formatNumber(count - lines.length, 0, language) })}
                </li>
              )}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

function Line({
  line: { title, unit, severity, at, by, shelvedUntil, shelvedWhy, path },
  units,
}: {
  line: BoardLine
  units: UnitTree
}) {
  const { t } = useTranslation('shift')
  const text = useText()
  const [language] = useLanguage()
  const known = SEVERITIES.find((each) => each === severity)
  const place = unit === null ? undefined : units.byCode.get(unit)
  const details = [
    ...(place === undefined ? [] : [shortName(place, language)]),
    ...(at === null ? [] : [formatDateTime(at)]),
    ...(shelvedUntil != null
      ? [t('shelved', { by: by ?? '–', until: formatDateTime(shelvedUntil), why: shelvedWhy ?? '' })]
      : by === null
        ? []
        : [t('taken', { by })]),
  ]
  return (
    <li>
      {known !== undefined && <SeverityMark severity={known} />}{' '}
      <Link to={path}>
        <KeptTogether>{text(title)}</KeptTogether>
      </Link>{' '}
      <span className="shift__details">
        <KeptTogether>{details.join(' · ')}</KeptTogether>
      </span>
    </li>
  )
}
