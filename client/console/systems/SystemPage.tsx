import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { sourceKind } from '../../../domain/sources/sourceTrouble.ts'
import { SYSTEMS, type SystemId } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { sourceSystem } from '../../panels/sourceSystem.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { EndedLink } from '../sources/EndedLink.tsx'
import './systems.css'
import type { SystemDetail } from '../../../domain/queries/systems.ts'
import { useSystemLines } from '../../panels/useSystemLines.ts'
import { AlertList } from '../alerts/AlertList.tsx'
import { OfficeTable } from '../devices/OfficeTable.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { CopyLink } from '../parts/CopyLink.tsx'
import { Level, Part } from '../parts/Level.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { QuarantineTable } from '../sources/QuarantineTable.tsx'
import { useOfficesIn } from '../useCity.ts'
import { useView } from '../useView.ts'
import { HubFacts } from './HubFacts.tsx'
import { SystemCounts } from './SystemCounts.tsx'
import { SystemEvents } from './SystemEvents.tsx'
import { SystemLinks } from './SystemLinks.tsx'
import { SystemMessages } from './SystemMessages.tsx'
import { SystemRail } from './SystemRail.tsx'
import { SystemReporters } from './SystemReporters.tsx'
import { SystemTroubleMark } from './SystemTroubleMark.tsx'
import { refusedCount } from './systemOrder.ts'

const REFETCH_MS = 15_000

/**
 * One information system: whether it lives, what it says of the city and of each unit, its connections, its messages. It has no place on
 * a map: those who report for it stand where other pages have theirs.
 */
export function SystemPage({ id, units }: { id: SystemId; units: UnitTree }) {
  const { t } = useTranslation('console')
  const text = useText()
  const { toPage } = useView()
  const system: SourceSystem = SYSTEMS[id]
  const line = useSystemLines(units)?.find((each) => each.id === id)
  const answer = useAnswer(ask('/systems/{id}', { params: { id } }), { refetchMs: REFETCH_MS })
  const offices = useOfficesIn(units, units.city.code)
  if (line === undefined) return <Skeleton lines={24} />
  const { reported, expected } = line

  /** What the hub has to be asked for, as far as it has answered. */
  const asked = (draw: (detail: SystemDetail) => React.ReactNode, lines: number) =>
    answer.data !== undefined ? (
      draw(answer.data)
    ) : answer.error === null ? (
      <Skeleton lines={lines} />
    ) : (
      <ApiTrouble error={answer.error} retry={() => void answer.refetch()} />
    )

  return (
    <Level
      head={
        <PageHead units={units} above={units.city.code} heading={text(system.name)}>
          <SystemTroubleMark trouble={line.trouble} />
          <FreshnessMark freshness={line.freshness} at={line.lastReceivedAt} />
          {line.simulated && <SimulatedMark />}
          <Link className="console__button" to={toPage({ is: 'systems' })}>
            {t('systems.all')}
          </Link>
          <CopyLink />
        </PageHead>
      }
      names={{
        figures: t('systems.facts'),
        map: t('systems.unit'),
        history: t('sensor.messages'),
        list: t('systems.city'),
      }}
      rail={<SystemRail line={line} begunOn={answer.data?.begunOn} />}
      map={
        system.devices === 'hub' ? (
          <Part id="list" title={t('systems.hub.title')}>
            <HubFacts />
          </Part>
        ) : system.devices === 'camera' ? (
          <Part
            id="list"
            isList
            title={t('systems.cameras', { reported, expected })}
            side={<EndedLink isListed={({ id: source }) => sourceKind(source) === 'camera'} />}
          >
            <OfficeTable offices={offices} caption={t('systems.cameras', { reported, expected })} />
          </Part>
        ) : (
          <Part
            id="list"
            isList
            title={t('systems.units', { reported, expected })}
            side={<EndedLink isListed={({ id: source }) => sourceSystem(source) === id} />}
          >
            {asked(
              ({ reports }) => (
                <SystemReporters id={id} units={units} reports={reports} />
              ),
              14,
            )}
          </Part>
        )
      }
      history={
        <Part id="messages" title={t('systems.messages')}>
          {asked(
            ({ messages }) => (
              <SystemMessages messages={messages} />
            ),
            6,
          )}
        </Part>
      }
      list={
        <Part id="city" title={t('systems.city')}>
          {asked(
            ({ reports, availability }) => (
              <>
                <SystemCounts system={system} reports={reports} />
                <h3 className="console__sub">{t('systems.links', { count: line.links.length })}</h3>
                <SystemLinks links={line.links} availability={availability} />
              </>
            ),
            10,
          )}
          <h3 className="console__sub">{t('systems.refused', { count: refusedCount(line) })}</h3>
          <QuarantineTable rows={line.refused} none={t('quarantine.none')} isBeside />
        </Part>
      }
      alerts={
        <Part id="alerts" flush title={t('alerts.open', { count: line.alerts.length })}>
          <AlertList alerts={line.alerts} units={units} />
          {asked(
            ({ events }) => (
              <SystemEvents events={events} units={units} />
            ),
            4,
          )}
        </Part>
      }
    />
  )
}
