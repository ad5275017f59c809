import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AlertHealth } from '../../../domain/alerts/health.ts'
import { shiftName } from '../../../domain/shifts/shift.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { Shape } from '../../ui/Shape.tsx'
import { spanText } from '../../ui/spans.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import '../parts/table.css'
import { useView } from '../useView.ts'
import './alertHealth.css'

const REFETCH_MS = 30_000

/** How well the centre keeps up with its alerts: a flood says so, and times stand beside what is aimed at. */
export function AlertHealthPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('alertHealth')
  const { data, error, refetch } = useAnswer(ask('/alert-health', { query: { hours: '24' } }), {
    refetchMs: REFETCH_MS,
  })
  return (
    <div className="level">
      <PageHead units={units} above={units?.city.code} heading={t('title')} />
      <div className="alert-health">
        {error !== null && data === undefined ? (
          <ApiTrouble error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Skeleton lines={12} />
        ) : (
          <Health health={data as AlertHealth} />
        )}
      </div>
    </div>
  )
}

function Health({ health }: { health: AlertHealth }) {
  const { t } = useTranslation('alertHealth')
  const text = useText()
  const [language] = useLanguage()
  const { toPage } = useView()
  const { operators, lately, perOperator, stretches, floods } = health
  const most = Math.max(0, ...stretches.map(({ raised }) => raised))
  return (
    <>
      <p className="alert-health__said" data-flood={health.isFlood} role="status">
        <Shape is={health.isFlood ? 'triangle' : 'disc'} />
        <span>
          {health.isFlood ? t('flood') : t('calm')}{' '}
          {operators === null
            ? t('lately', { count: lately })
            : t('latelyEach', { count: lately, each: formatNumber(perOperator ?? 0, 1, language), operators })}
          {operators === null && ` ${t('nobodyOnDuty')}`}
        </span>
      </p>
      {health.isPart && <p className="console__empty">{t('part', { count: health.raised })}</p>}
      <dl className="alert-health__figures">
        {(['raised', 'open', 'unacknowledged', 'chattering', 'stale', 'shelved', 'outOfService'] as const).map(
          (name) => (
            <div key={name}>
              <dt>{t(`figure.${name}`)}</dt>
              <dd data-figure={`alertHealth/${name}`}>{formatNumber(health[name], 0, language)}</dd>
            </div>
          ),
        )}
      </dl>

      <section>
        <h2 className="console__sub">{t('stretches')}</h2>
        <p className="alert-health__note">{t('floods', { most, count: floods, of: stretches.length })}</p>
        <div className="alert-health__bars" aria-hidden="true">
          {stretches.map(({ from, raised }) => (
            <i
              key={from}
              title={`${formatDateTime(from)}: ${raised}`}
              data-flood={raised > 10}
              style={{ height: `${(raised / Math.max(1, most)) * 100}%` }}
            />
          ))}
        </div>
        <p className="alert-health__span">
          <time>{formatDateTime(health.from)}</time>
          <time>{formatDateTime(health.to)}</time>
        </p>
      </section>

      <section>
        <h2 className="console__sub">{t('acknowledging')}</h2>
        <p className="alert-health__note">{t('inTimeOf')}</p>
        <Acknowledging rows={health.acknowledging} caption={t('acknowledging')} />
      </section>

      {health.shifts.map(({ shift, acknowledging }) => (
        <section key={shift.id}>
          <h2 className="console__sub">{text(shiftName(shift))}</h2>
          <Acknowledging rows={acknowledging} caption={text(shiftName(shift))} />
        </section>
      ))}

      <section>
        <h2 className="console__sub">{t('top')}</h2>
        {health.top.length === 0 ? (
          <p className="console__empty">{t('none')}</p>
        ) : (
          <>
            <p className="alert-health__note">
              {t('comings', { count: health.comings, number: formatNumber(health.comings, 0, language) })}
            </p>
            <ol className="alert-health__top">
              {health.top.map(({ key, title, raised, share }) => (
                <li key={key}>
                  {text(title)}{' '}
                  <span className="table__faint">
                    {t('topOf', { count: raised, share: formatNumber(share * 100, 1, language) })}
                  </span>
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
      <p>
        <Link className="table__link" to={toPage({ is: 'alerts', unit: undefined })}>
          {t('toAlerts')}
        </Link>
      </p>
    </>
  )
}

function Acknowledging({ rows, caption }: { rows: AlertHealth['acknowledging']; caption: string }) {
  const { t } = useTranslation('alertHealth')
  const [language] = useLanguage()
  const span = (ms: number | null) => (ms === null ? '–' : spanText(ms, language))
  return (
    <table className="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('severity')}</th>
          <th scope="col">{t('raisedHere')}</th>
          <th scope="col">{t('taken')}</th>
          <th scope="col">{t('median')}</th>
          <th scope="col">{t('ninety')}</th>
          <th scope="col">{t('aim')}</th>
          <th scope="col">{t('inTime')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.severity} className="table__row">
            <th scope="row">
              <SeverityMark severity={row.severity} />
            </th>
            <td>{formatNumber(row.raised, 0, language)}</td>
            <td>{formatNumber(row.taken, 0, language)}</td>
            <td>{span(row.median)}</td>
            <td>{span(row.ninety)}</td>
            <td>{row.aim === null ? '–' : t('minutes', { count: row.aim / MINUTE_MS })}</td>
            <td>{row.aim === null || row.judged === 0 ? '–' : `${row.inTime}/${row.judged}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
