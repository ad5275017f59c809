import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { figureName } from '../../ui/figureName.ts'
import { formatNumber } from '../../ui/format.ts'
import './level.css'
import './listing.css'
import { useView } from '../useView.ts'
import { PageHead } from './PageHead.tsx'

/** A page that is one long list: its groups with their counts at the left, the table at the right. */
export function Listing({
  units,
  heading,
  groupsLabel,
  groups,
  above = units?.city.code,
  period,
  hasStates,
  side,
  children,
}: {
  units: UnitTree | undefined
  heading: string
  groupsLabel: string
  /** `show` undefined: all. */
  groups: readonly {
    readonly show: string | undefined
    readonly label: ReactNode
    /** A text where not all were counted. */
    readonly count: number | string | undefined
  }[]
  /** Code of the unit that the page belongs to; the city, unless it is another's; null: of no place. */
  above?: string | null | undefined
  /** Of the figures, as a printed sheet says it. */
  period?: string | undefined
  /** Figures of the page are judged. */
  hasStates?: boolean
  /** What stands beside the heading: switches and choices. */
  side?: ReactNode
  children: ReactNode
}) {
  const { view, to } = useView()
  const [language] = useLanguage()
  return (
    <div className="level">
      <PageHead
        units={units}
        above={above ?? undefined}
        heading={heading}
        period={period}
        hasStates={hasStates ?? false}
      >
        {side}
      </PageHead>
      <nav className="listing__groups" aria-label={groupsLabel}>
        <ul>
          {groups.map(({ show, label, count }) => (
            <li key={show ?? ''}>
              <Link
                className="listing__group"
                to={to({ show })}
                replace
                aria-current={view.show === show ? 'true' : undefined}
              >
                <span>{label}</span>
                <span className="listing__count" data-figure={figureName.group(show)}>
                  {typeof count === 'number' ? formatNumber(count, 0, language) : (count ?? '–')}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="listing__table">{children}</div>
    </div>
  )
}
