import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { TitleText } from '../../ui/TitleText.tsx'
import '../parts/table.css'
import './systems.css'
import { SYSTEM_TROUBLES, type SystemLine } from '../../panels/systemHealth.ts'
import { kpisOfSystem } from '../../panels/systemKpis.ts'
import { useSystemLines } from '../../panels/useSystemLines.ts'
import { addressOf, type Sort } from '../address.ts'
import { alertView } from '../alerts/alertPage.ts'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { SortHead } from '../parts/SortHead.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { LinkStateMark } from './LinkStateMark.tsx'
import { SystemKpis } from './SystemKpis.tsx'
import { SystemSilence } from './SystemSilence.tsx'
import { SystemTroubleMark } from './SystemTroubleMark.tsx'
import { compareSystems, refusedCount } from './systemOrder.ts'

const collator = new Intl.Collator('vi')

/** Every information system of the city: whether it lives, who of it speaks, what it feeds. What needs somebody comes first. */
export function SystemsPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('console')
  const text = useText()
  const { view } = useView()
  const lines = useSystemLines(units)
  const sort: Sort = view.sort ?? { by: 'trouble', falls: false }
  const shown = (lines ?? [])
    .filter(({ trouble }) => view.show === undefined || trouble === view.show)
    .sort(compareSystems(sort, ({ system }) => text(system.name), collator))
  return (
    <Listing
      units={units}
      heading={t('systems.title')}
      groupsLabel={t('systems.groups')}
      groups={[
        { show: undefined, label: t('systems.all'), count: lines?.length },
        ...SYSTEM_TROUBLES.map((trouble) => ({
          show: trouble,
          label: <SystemTroubleMark trouble={trouble} />,
          count: lines?.filter((line) => line.trouble === trouble).length,
        })),
      ]}
    >
      {lines === undefined ? (
        <Skeleton lines={20} />
      ) : shown.length === 0 ? (
        <p className="console__empty">{t('systems.noneOfThese', { count: lines.length })}</p>
      ) : (
        <SystemTable lines={shown} sort={sort} />
      )}
    </Listing>
  )
}

function SystemTable({ lines, sort }: { lines: readonly SystemLine[]; sort: Sort }) {
  const { t } = useTranslation('console')
  const rowKeys = useRowKeys()
  return (
    <table className="table systems" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{t('systems.title')}</caption>
      <thead>
        <tr>
          <SortHead by="name" sort={sort} fallsFirst={false}>
            {t('systems.column.name')}
          </SortHead>
          <SortHead by="trouble" sort={sort} fallsFirst={false}>
            {t('systems.column.trouble')}
          </SortHead>
          <SortHead by="reported" sort={sort} fallsFirst={false}>
            {t('systems.column.reported')}
          </SortHead>
          <th scope="col">{t('systems.column.links')}</th>
          <SortHead by="events" sort={sort} fallsFirst>
            {t('systems.column.events')}
          </SortHead>
          <SortHead by="refused" sort={sort} fallsFirst number>
            {t('systems.column.refused')}
          </SortHead>
          <th scope="col">{t('systems.column.kpis')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <SystemRow key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  )
}

function SystemRow({ line }: { line: SystemLine }) {
  const [language] = useLanguage()
  const text = useText()
  const { toPage } = useView()
  const { id, system } = line
  return (
    <tr className="table__row">
      <th scope="row" className="table__wrap systems__name">
        <Link className="table__link" data-row to={toPage({ is: 'system', id })}>
          {text(system.name)}
        </Link>{' '}
        {line.simulated && <SimulatedMark />}
        <div className="table__faint">{text(system.purpose)}</div>
      </th>
      <td>
        <SystemTroubleMark trouble={line.trouble} />
        <div className="table__faint">
          <FreshnessMark freshness={line.freshness} at={line.lastReceivedAt} compact />
        </div>
      </td>
      <td className="systems__reported">
        <Reported line={line} />
      </td>
      <td>
        <Links line={line} />
      </td>
      <td className="systems__events">
        <OpenAlerts line={line} />
      </td>
      <td className="table__number">{formatNumber(refusedCount(line), 0, language)}</td>
      <td>
        <SystemKpis kpis={kpisOfSystem(id)} />
      </td>
    </tr>
  )
}

/** How many of those who should speak do, and since when the longest silent has not. */
function Reported({ line }: { line: SystemLine }) {
  const { t } = useTranslation('console')
  const { reported, expected, silent } = line
  if (expected === 0) return <span className="table__faint">{t('systems.noReporters')}</span>
  return (
    <>
      {reported}/{expected}
      {silent.count > 0 && (
        <div className="table__faint">
          <SystemSilence line={line} />
        </div>
      )}
    </>
  )
}

function Links({ line: { links } }: { line: SystemLine }) {
  const { t } = useTranslation('console')
  const text = useText()
  if (links.length === 0) return '–'
  return (
    <ul className="systems__list">
      {links.map((each) => (
        <li key={each.id}>
          <LinkStateMark line={each} />
          <div className="table__faint systems__what">
            {text(each.declared.to)}
            {each.link !== undefined &&
              each.link.lastSuccessAt !== null &&
              ` · ${t('systems.link.wentThrough', { at: formatDateTime(each.link.lastSuccessAt) })}`}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** How many open alerts there are; the worst of them by its words, as the way to all. */
function OpenAlerts({ line: { alerts } }: { line: SystemLine }) {
  const [language] = useLanguage()
  const { view } = useView()
  const worst = alerts[0]
  if (worst === undefined) return formatNumber(0, 0, language)
  return (
    <>
      {formatNumber(alerts.length, 0, language)} · <SeverityMark severity={worst.severity} />
      <div>
        <Link className="table__link systems__what" to={addressOf(alertView(view, worst))}>
          <TitleText title={worst.title} />
        </Link>
      </div>
    </>
  )
}
