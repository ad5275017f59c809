import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Tab } from '../address.ts'
import './switch.css'
import { useView } from '../useView.ts'

/** Which list stands beside the map, each with how many it holds. */
export function ListTabs({
  tab,
  ranked,
  offices,
  sensors,
}: {
  tab: Tab
  ranked: number
  offices: number
  sensors: number
}) {
  const { t } = useTranslation('console')
  const { to } = useView()
  const tabs: readonly { is: Tab; count: number }[] = [
    { is: 'ranking', count: ranked },
    { is: 'offices', count: offices },
    { is: 'sensors', count: sensors },
  ]
  return (
    <nav className="switch" aria-label={t('tabs.label')}>
      {tabs.map(({ is, count }) => (
        <Link
          key={is}
          className="switch__option"
          to={to({ tab: is })}
          replace
          aria-current={tab === is ? 'true' : undefined}
        >
          {t(`tabs.${is}`)} {count}
        </Link>
      ))}
    </nav>
  )
}
