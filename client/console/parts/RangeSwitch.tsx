import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { RANGES, type Range } from '../address.ts'
import './switch.css'
import { useView } from '../useView.ts'

/** How far back charts look. @param ranges those that can be shown here @param chosen the one the charts show */
export function RangeSwitch({ ranges = RANGES, chosen }: { ranges?: readonly Range[]; chosen: Range }) {
  const { t } = useTranslation('console')
  const { view, to } = useView()
  return (
    <nav className="switch" aria-label={t('range.label')}>
      {ranges.map((range) => (
        <Link
          key={range}
          className="switch__option"
          to={to({ range, zoom: undefined })}
          replace
          aria-current={view.zoom === undefined && chosen === range ? 'true' : undefined}
        >
          {t(`range.${range}`)}
        </Link>
      ))}
    </nav>
  )
}
