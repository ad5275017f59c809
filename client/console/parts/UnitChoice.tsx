import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useReach } from '../../live/session.ts'
import { CITY } from '../../panels/city.ts'
import { PAGE_PERMISSIONS } from '../access/pagePermission.ts'
import './unitChoice.css'
import { useView } from '../useView.ts'
import { UnitOptions } from './UnitOptions.tsx'

type UnitPageName = 'alerts' | 'incidents' | 'plan' | 'log' | 'directives' | 'explanations' | 'cameras'

/** Of whom a page speaks: the city, or a unit below it. */
export function UnitChoice({ units, unit, page }: { units: UnitTree; unit: string; page: UnitPageName }) {
  const { t } = useTranslation('console')
  const { change } = useView()
  const id = useId()
  const reach = useReach(PAGE_PERMISSIONS[page] ?? 'figures.see')
  return (
    <span className="unit-choice">
      <label htmlFor={id}>{t('unitChoice')}</label>
      <select
        id={id}
        className="console__button"
        value={unit}
        onChange={({ target: { value } }) =>
          change({ page: { is: page, unit: value === CITY ? undefined : value }, opened: undefined })
        }
      >
        <UnitOptions units={units} within={reach} />
      </select>
    </span>
  )
}
