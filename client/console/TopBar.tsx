import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Language } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useAsker } from '../live/session.ts'
import { useIsDrill } from '../live/useIsDrill.ts'
import { SEVERITY_SHAPES } from '../ui/SeverityMark.tsx'
import { Shape } from '../ui/Shape.tsx'
import { SimulatedMark } from '../ui/SimulatedMark.tsx'
import './topBar.css'
import { AccountLinks, AccountMenu } from './access/AccountMenu.tsx'
import { useHome, useOpenable } from './access/useOpenable.ts'
import { ConnectionBadge } from './ConnectionBadge.tsx'
import { Navigation } from './navigation/Navigation.tsx'
import { useNavNames } from './navigation/useNavNames.ts'
import { useUnseenNotices } from './notices/useUnseenNotices.ts'
import { closesOnLink } from './parts/closesOnLink.ts'
import { Popup } from './parts/Popup.tsx'
import { useAnySimulated, useOpenAlertTally } from './useCity.ts'
import { useNarrow } from './useNarrow.ts'
import type { Theme } from './useTheme.ts'
import { useView } from './useView.ts'

/** What every page of the console has at its top: brand, search, lists, how alive the data is, language, theme, help. */
export function TopBar({
  theme,
  setTheme,
  search,
  help,
}: {
  theme: Theme
  setTheme: (theme: Theme) => void
  search: () => void
  help: () => void
}) {
  const { t } = useTranslation('console')
  const { t: list } = useTranslation('list')
  const isNarrow = useNarrow()
  const isDrill = useIsDrill()
  const [language, setLanguage] = useLanguage()
  const { view, toPage, change } = useView()
  const asker = useAsker()
  const canOpen = useOpenable()
  const home = useHome()
  const names = useNavNames()
  const { open: alerts, worst } = useOpenAlertTally()
  const simulated = useAnySimulated()
  const unseen = useUnseenNotices().length
  const speak = (next: Language) => {
    setLanguage(next)
    // A link that named its language must not bring the old one back when the page is loaded again.
    if (view.language !== undefined) change({ language: next })
  }
  const brand = (
    <Link className="top-bar__brand" to={toPage(home)}>
      <strong>IOC</strong> <span className="top-bar__city">{t('city')}</span>
    </Link>
  )
  const finder = (
    <button type="button" className="top-bar__search" onClick={search} aria-keyshortcuts="/ Control+K">
      <span>{t('search.invite')}</span>
      <kbd>/</kbd>
    </button>
  )
  const settings = (
    <>
      <button
        type="button"
        className="console__button"
        lang={language === 'vi' ? 'en' : 'vi'}
        aria-label={language === 'vi' ? 'EN, English' : 'VI, tiếng Việt'}
        onClick={() => speak(language === 'vi' ? 'en' : 'vi')}
      >
        {language === 'vi' ? 'EN' : 'VI'}
      </button>
      <button type="button" className="console__button" onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>
        {t(theme === 'dark' ? 'theme.toLight' : 'theme.toDark')}
      </button>
      <button type="button" className="console__button" onClick={help} aria-label={t('help.title')}>
        <kbd>?</kbd>
      </button>
    </>
  )
  if (isNarrow) {
    return (
      <header className="top-bar">
        {brand}
        {(simulated || isDrill) && <SimulatedMark isDrill={isDrill} />}
        {finder}
        {canOpen('alerts') && (
          <Link
            className="top-bar__alerts"
            to={toPage({ is: 'alerts', unit: undefined })}
            aria-label={alerts === undefined ? names.page('alerts') : t('alerts.open', { count: alerts })}
          >
            {/* In the shape that its gravity has everywhere; a triangle alone would call every alert a major one. */}
            <Shape is={alerts === undefined ? 'ring' : worst === undefined ? 'disc' : SEVERITY_SHAPES[worst]} />{' '}
            {alerts ?? '–'}
          </Link>
        )}
        {unseen > 0 && (
          <Link
            className="top-bar__alerts"
            to={toPage({ is: 'notices' })}
            aria-label={t('nav.unseen', { count: unseen })}
          >
            <span aria-hidden="true">{'\u2709\ufe0e'}</span> {unseen}
          </Link>
        )}
        <Popup
          label={
            <>
              <span aria-hidden="true">☰</span>
              <span className="visually-hidden">{list('menu')}</span>
            </>
          }
        >
          {(close) => (
            <div {...closesOnLink(close)}>
              <ConnectionBadge />
              <Navigation isOpen />
              <div className="console__row">{settings}</div>
              {asker !== undefined && <AccountLinks asker={asker} />}
            </div>
          )}
        </Popup>
      </header>
    )
  }
  return (
    <header className="top-bar">
      {brand}
      {finder}
      <Navigation />
      <div className="top-bar__end">
        {(simulated || isDrill) && <SimulatedMark isDrill={isDrill} />}
        <ConnectionBadge />
        {asker === undefined ? settings : <AccountMenu settings={settings} />}
      </div>
    </header>
  )
}
