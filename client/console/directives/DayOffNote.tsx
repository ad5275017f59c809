import { useTranslation } from 'react-i18next'
import { dayOf } from '../../../domain/time.ts'
import { useCityCalendar } from '../../panels/useCityCalendar.ts'

/** Says of a deadline that its day is none that is worked: a day may be declared off after the deadline was set, which stands all the same. */
export function DayOffNote({ dueAt }: { dueAt: number }) {
  const { t } = useTranslation('directives')
  const day = dayOf(dueAt)
  return useCityCalendar(day).isWorkingDay(day) ? null : <p className="matter__near">{t('dueOnDayOff')}</p>
}
