import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { RANGES } from '../address.ts'
import './switch.css'
import { useView } from '../useView.ts'

/** How far back charts look. */
export function RangeSwitch() {
  const { t } = useTranslation('console')
  const { view, to } = useView()
  return (
    <nav className="switch" aria-label={t('range.label')}>
      {RANGES.map((range) => (
        <Link
          key={range}
          className="switch__option"
          to={to({ range })}
          replace
          aria-current={view.range === range ? 'true' : undefined}
        >
          {t(`range.${range}`)}
        </Link>
      ))}
    </nav>
  )
}
