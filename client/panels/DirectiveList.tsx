import { useTranslation } from 'react-i18next'
import { DAY_MS } from '../../domain/time.ts'
import { useText } from '../i18n/useText.ts'
import { formatDate } from '../ui/format.ts'
import { useUnits } from '../ui/useUnits.ts'
import type { DirectiveNeed } from './directiveNeeds.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'
import { placeOfUnit } from './placeOnMap.ts'
import { useDirectiveNeeds } from './useDirectiveNeeds.ts'

/** What leaders ordered and is overdue, the longest first, then what is due within days. */
export function DirectiveList() {
  const { t } = useTranslation('wall')
  const text = useText()
  const units = useUnits()
  const known = useDirectiveNeeds()
  const line = ({ directive, is }: DirectiveNeed, place: number): NeedLine => {
    const { id, title, judgedAt, lead, leadName, edition } = directive
    const unit = units?.edition === edition ? units.byCode.get(lead) : undefined
    const days = Math.floor(Math.abs((known?.now ?? judgedAt) - judgedAt) / DAY_MS)
    return {
      id,
      rank: place + 1,
      tone: is === 'overdue' ? 'most' : 'little',
      name: title,
      note: t(`directives.line.${is}`, { count: days, date: formatDate(judgedAt) }),
      who: text(leadName),
      ...(unit !== undefined && { place: placeOfUnit(unit) }),
    }
  }
  const underWay = (known?.counts.overdue ?? 0) + (known?.counts.inTime ?? 0)
  return (
    <NeedList
      of="directives"
      title={t('needs.title')}
      aside={known === undefined ? undefined : t('directives.underWay', { count: underWay })}
      lines={known?.needs.map(line) ?? []}
      state={
        known === undefined
          ? { is: 'coming' }
          : known.needs.length > 0
            ? undefined
            : { is: 'calm', text: t(underWay === 0 ? 'directives.none' : 'directives.calm') }
      }
    />
  )
}
