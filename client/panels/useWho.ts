import { useTranslation } from 'react-i18next'
import type { AgencyId } from '../../domain/agencies/index.ts'
import { agencyName, peoplesCommittee } from '../../domain/agencies/responsible.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import { dayOf } from '../../domain/time.ts'
import type { Unit } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useEdition, useFromNow } from '../live/useLive.ts'
import { formatDate, formatTime } from '../ui/format.ts'
import { personName } from '../ui/personName.ts'
import { handlingOf } from './handling.ts'

/** Who answers for something and whether somebody is on it: `UBND phường An Khánh · chưa ai nhận việc`. */
export function useWho() {
  const { t } = useTranslation('wall')
  const text = useText()
  const [language] = useLanguage()
  const edition = useEdition() ?? '2025'
  const today = useFromNow(dayOf)
  const line = (responsible: string | undefined, alerts: readonly Alert[]): string | undefined => {
    const handling = handlingOf(alerts)
    const on =
      handling === undefined
        ? undefined
        : handling.is === 'open'
          ? t('needs.nobody')
          : t('needs.taken', {
              by: personName(handling.by, language),
              at: dayOf(handling.at) === today ? formatTime(handling.at) : formatDate(handling.at),
            })
    const said = [responsible, on].filter((part) => part !== undefined)
    return said.length === 0 ? undefined : said.join(' · ')
  }
  return {
    /** @param unit undefined: its place is not known */
    unit(unit: Unit | undefined, alerts: readonly Alert[] = []) {
      const committee = unit && peoplesCommittee(unit)
      return line(committee && text(committee), alerts)
    },
    agency: (agency: AgencyId, alerts: readonly Alert[] = []) => line(text(agencyName(agency, edition).short), alerts),
  } as const
}
