import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFromNow } from '../live/useLive.ts'
import { formatFigure, formatNumber, formatValue } from '../ui/format.ts'
import type { Note } from './courseComparison.ts'
import { weekdayOf } from './weekday.ts'

/** What a figure is compared with, as a person would say it. */
export function useNoteText(): (note: Note | undefined, kpi: Kpi) => string | undefined {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const weekday = useFromNow((now) => weekdayOf(now))
  return (note, kpi) => {
    if (note === undefined) return undefined
    const than = t(`course.than.${note.than}`, { weekday: t(`course.weekday.${weekday}`) })
    switch (note.says) {
      case 'moved': {
        const by = Math.abs(note.by)
        const amount =
          kpi.combine === 'ratio'
            ? t('course.points', { by: formatNumber(by, kpi.digits, language) })
            : formatValue(by, kpi.digits, kpi.unit, language)
        return t(note.by > 0 ? 'course.more' : 'course.less', { by: amount, than })
      }
      case 'same':
        return t('course.same', { than })
      case 'whole':
        return t('course.whole', { than, value: formatFigure(note.value, kpi, language) })
      case 'withheld':
        return t(`course.withheld.${note.why}`, { than })
    }
  }
}
