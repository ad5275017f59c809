import { useTranslation } from 'react-i18next'
import { refusalSentence } from '../../../domain/refusals.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useRow } from '../../live/useLive.ts'
import { useUnknownHolidays } from '../../live/useUnknownHolidays.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import '../devices/office.css'
import { Fact } from '../devices/SourceFacts.tsx'
import { Marked } from '../parts/Marked.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useGapText } from '../parts/useGapText.ts'
import { useLogProblemText } from '../parts/useLogProblemText.ts'

/** The hub about itself, as it says once a second. */
export function HubFacts() {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const hub = useRow('hub', 'hub')
  const unknownHolidays = useUnknownHolidays()
  const text = useText()
  const gapText = useGapText()
  const logText = useLogProblemText()
  if (hub === undefined) return <Skeleton lines={6} />
  const trouble =
    hub.brokerTrouble === null ? undefined : refusalSentence(hub.brokerTrouble.reason, hub.brokerTrouble.params)
  const count = (n: number) => <span className="facts__figure">{formatNumber(n, 0, language)}</span>
  return (
    <dl className="facts">
      <Fact name={t('systems.hub.accepted')}>{count(hub.acceptedPerSecond)}</Fact>
      <Fact name={t('systems.hub.refused')}>{count(hub.refusedPerSecond)}</Fact>
      <Fact name={t('systems.hub.clients')}>{count(hub.clients)}</Fact>
      <Fact name={t('systems.hub.broker')} wide={trouble !== undefined}>
        <Working is={hub.broker === 'connected' && trouble === undefined}>
          {trouble === undefined ? t(`systems.hub.${hub.broker}`) : text(trouble)}
        </Working>
      </Fact>
      <Fact name={t('systems.hub.gaps')} wide={hub.dataGaps.length > 0}>
        {hub.dataGaps.length === 0 ? (
          <Working is>{t('systems.hub.noGaps')}</Working>
        ) : (
          hub.dataGaps.map((gap) => (
            <Working key={gap.id} is={false}>
              {gapText(gap)}
            </Working>
          ))
        )}
      </Fact>
      <Fact name={t('systems.hub.store')}>
        <Working is={hub.store === 'ok'}>{t(`systems.hub.${hub.store}`)}</Working>
      </Fact>
      <Fact name={t('systems.hub.files')} wide={hub.fileProblems.length > 0}>
        {hub.fileProblems.length === 0 ? (
          <Working is>{t('systems.hub.filesInForce')}</Working>
        ) : (
          hub.fileProblems.map(({ file, since, what }) => (
            <Working key={file} is={false}>
              {t('systems.hub.fileWrong', { file, since: formatDateTime(since), what: what[language] })}
            </Working>
          ))
        )}
      </Fact>
      <Fact name={t('systems.hub.log')} wide={hub.logProblem !== null}>
        <Working is={hub.logProblem === null}>
          {hub.logProblem === null ? t('systems.hub.logWhole') : logText(hub.logProblem)}
        </Working>
      </Fact>
      <Fact name={t('systems.hub.holidays')} wide={unknownHolidays !== undefined}>
        <Working is={unknownHolidays === undefined}>
          {unknownHolidays === undefined
            ? t('systems.hub.holidaysKnown')
            : t('holidaysUnknown', { years: unknownHolidays })}
        </Working>
      </Fact>
      <Fact name={t('systems.hub.started')}>{formatDateTime(hub.startedAt)}</Fact>
      <Fact name={t('systems.hub.edition')}>{hub.edition}</Fact>
      <Fact name={t('systems.hub.version')}>{hub.version}</Fact>
    </dl>
  )
}

function Working({ is, children }: { is: boolean; children: string }) {
  return is ? (
    <Marked is="disc">{children}</Marked>
  ) : (
    <Marked is="diamond" tone="missed">
      {children}
    </Marked>
  )
}
