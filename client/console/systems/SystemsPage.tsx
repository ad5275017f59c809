import { useMemo } from 'react'
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
import './systems.css'
import { needOrder, SYSTEM_TROUBLES, type SystemLine, type SystemTrouble } from '../../panels/systemHealth.ts'
import { kpisOfSystem } from '../../panels/systemKpis.ts'
import { linkLook } from '../../panels/troubleLook.ts'
import { useSystemLines } from '../../panels/useSystemLines.ts'
import { addressOf } from '../address.ts'
import { alertView } from '../alerts/alertPage.ts'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import type { Column, ExportedValue } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useView } from '../useView.ts'
import { LinkStateMark } from './LinkStateMark.tsx'
import { SystemKpis } from './SystemKpis.tsx'
import { SystemSilence } from './SystemSilence.tsx'
import { SystemTroubleMark } from './SystemTroubleMark.tsx'
import { refusedCount, reportedShare } from './systemOrder.ts'

const keyOf = ({ id }: SystemLine) => id

/** Every information system of the city: whether it lives, who of it speaks, what it feeds. What needs somebody comes first. */
export function SystemsPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('console')
  const { view } = useView()
  const lines = useSystemLines(units)
  const columns = useSystemColumns()
  const shown = useMemo(
    () => (lines ?? []).filter(({ trouble }) => view.show === undefined || trouble === view.show),
    [lines, view.show],
  )
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
      ) : (
        <DataTable
          caption={t('systems.title')}
          className="systems"
          rows={shown}
          keyOf={keyOf}
          columns={columns}
          opensWith={{ by: 'trouble', falls: false }}
          none={t('systems.noneOfThese', { count: lines.length })}
        />
      )}
    </Listing>
  )
}

function useSystemColumns(): readonly Column<SystemLine>[] {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  const text = useText()
  const simulated = useSimulatedValue<SystemLine>((line) => line.simulated)
  return useMemo(() => {
    const count = (label: string, of: (line: SystemLine) => number): ExportedValue<SystemLine> => ({
      label,
      kind: 'number',
      digits: 0,
      of,
    })
    return [
      {
        id: 'name',
        label: t('systems.column.name'),
        rank: 'name',
        width: 200,
        grows: true,
        wraps: true,
        cell: (line) => <SystemName line={line} />,
        order: ({ system }) => text(system.name),
        text: ({ system }) => `${text(system.name)} ${text(system.purpose)}`,
        exports: [
          { label: t('systems.column.name'), kind: 'text', of: ({ system }) => text(system.name) },
          { label: t('systems.purpose'), kind: 'text', of: ({ system }) => text(system.purpose) },
          simulated,
        ],
      },
      {
        id: 'trouble',
        label: t('systems.column.trouble'),
        rank: 'first',
        width: 150,
        wraps: true,
        cell: (line) => (
          <>
            <SystemTroubleMark trouble={line.trouble} />
            <div className="table__faint">
              <FreshnessMark freshness={line.freshness} at={line.lastReceivedAt} compact />
            </div>
          </>
        ),
        compare: needOrder,
        text: ({ trouble }) => common(`systemTrouble.${trouble}`),
        choice: {
          of: ({ trouble }) => trouble,
          label: (trouble) => common(`systemTrouble.${trouble as SystemTrouble}`, { defaultValue: trouble }),
        },
        exports: [
          { label: t('systems.column.trouble'), kind: 'text', of: ({ trouble }) => common(`systemTrouble.${trouble}`) },
          { label: t('systems.heard'), kind: 'moment', of: ({ lastReceivedAt }) => lastReceivedAt },
        ],
      },
      {
        id: 'reported',
        isNamed: true,
        label: t('systems.column.reported'),
        rank: 'first',
        width: 110,
        wraps: true,
        cell: (line) => <Reported line={line} />,
        order: reportedShare,
        exports: [
          count(t('systems.column.reported'), ({ reported }) => reported),
          count(t('systems.column.expected'), ({ expected }) => expected),
        ],
      },
      {
        id: 'links',
        label: t('systems.column.links'),
        rank: 'second',
        width: 190,
        wraps: true,
        cell: (line) => <Links line={line} />,
        exports: [
          {
            label: t('systems.column.links'),
            kind: 'text',
            of: ({ links }) =>
              links.map((each) => `${text(each.declared.to)}: ${common(linkLook(each).word)}`).join('; '),
          },
        ],
      },
      {
        id: 'events',
        isNamed: true,
        label: t('systems.column.events'),
        rank: 'first',
        width: 150,
        wraps: true,
        fallsFirst: true,
        cell: (line) => <OpenAlerts line={line} />,
        order: ({ alerts }) => alerts.length,
        text: ({ alerts }) => alerts.map(({ title }) => text(title)).join(' '),
        exports: [
          count(t('systems.column.events'), ({ alerts }) => alerts.length),
          {
            label: t('systems.column.worst'),
            kind: 'text',
            of: ({ alerts: [worst] }) => (worst === undefined ? null : text(worst.title)),
          },
        ],
      },
      {
        id: 'refused',
        label: t('systems.column.refused'),
        rank: 'third',
        width: 80,
        isNumber: true,
        fallsFirst: true,
        cell: (line) => formatNumber(refusedCount(line), 0, language),
        order: refusedCount,
        exports: [count(t('systems.column.refused'), refusedCount)],
      },
      {
        id: 'kpis',
        label: t('systems.column.kpis'),
        rank: 'second',
        width: 212,
        cell: ({ id }) => <SystemKpis kpis={kpisOfSystem(id)} />,
      },
    ]
  }, [t, common, language, text, simulated])
}

function SystemName({ line: { id, system, simulated } }: { line: SystemLine }) {
  const text = useText()
  return (
    <>
      <RowLink page={{ is: 'system', id }}>{text(system.name)}</RowLink> {simulated && <SimulatedMark />}
      <div className="table__faint">{text(system.purpose)}</div>
    </>
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
          <TitleText title={worst.title} id={worst.id} />
        </Link>
      </div>
    </>
  )
}
