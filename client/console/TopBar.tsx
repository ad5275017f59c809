import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Language } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useAsker } from '../live/session.ts'
import { SEVERITY_SHAPES } from '../ui/SeverityMark.tsx'
import { Shape } from '../ui/Shape.tsx'
import { SimulatedMark } from '../ui/SimulatedMark.tsx'
import './topBar.css'
import { AccountLinks, AccountMenu } from './access/AccountMenu.tsx'
import { useHome, useOpenable } from './access/useOpenable.ts'
import { ConnectionBadge } from './ConnectionBadge.tsx'
import { Popup } from './parts/Popup.tsx'
import { useAnySimulated, useOpenAlertTally, useTroubledSources } from './useCity.ts'
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
  const { t: log } = useTranslation('log')
  const { t: shift } = useTranslation('shift')
  const { t: settingsText } = useTranslation('settings')
  const isNarrow = useNarrow()
  const [language, setLanguage] = useLanguage()
  const { view, toPage, change } = useView()
  const asker = useAsker()
  const canOpen = useOpenable()
  const home = useHome()
  const { open: alerts, worst } = useOpenAlertTally()
  const troubled = useTroubledSources()
  const simulated = useAnySimulated()
  const speak = (next: Language) => {
    setLanguage(next)
    // A link that named its language must not bring the old one back when the page is loaded again.
    if (view.language !== undefined) change({ language: next })
  }
  const here = (is: string) => (view.page.is === is ? 'page' : undefined)
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
  const links = (
    <nav className="top-bar__nav" aria-label={t('nav.label')}>
      {canOpen('plan') && (
        <Link to={toPage({ is: 'plan', unit: undefined })} aria-current={here('plan')}>
          {t('plan.nav')}
        </Link>
      )}
      {canOpen('index766') && (
        <Link to={toPage({ is: 'index766' })} aria-current={here('index766')}>
          {t('index766.nav')}
        </Link>
      )}
      {canOpen('systems') && (
        <Link to={toPage({ is: 'systems' })} aria-current={here('systems') ?? here('system')}>
          {t('systems.nav')}
        </Link>
      )}
      {canOpen('alerts') && (
        <Link to={toPage({ is: 'alerts', unit: undefined })} aria-current={here('alerts')}>
          {t('nav.alerts')} <span className="top-bar__count">{alerts}</span>
        </Link>
      )}
      {canOpen('shift') && (
        <Link to={toPage({ is: 'shift', id: undefined })} aria-current={here('shift')}>
          {shift('title')}
        </Link>
      )}
      {canOpen('sources') && (
        <Link
          to={toPage({ is: 'sources' })}
          aria-current={here('sources')}
          title={t('nav.troubled', { count: troubled })}
        >
          {t('nav.sources')}{' '}
          <span className="top-bar__count">
            <Shape is={troubled === 0 ? 'disc' : 'half'} /> <span aria-hidden="true">{troubled}</span>
            <span className="visually-hidden">{t('nav.troubled', { count: troubled })}</span>
          </span>
        </Link>
      )}
      {canOpen('quarantine') && (
        <Link to={toPage({ is: 'quarantine' })} aria-current={here('quarantine')}>
          {t('nav.quarantine')}
        </Link>
      )}
      {asker === undefined && canOpen('settings') && (
        <Link to={toPage({ is: 'settings' })} aria-current={here('settings')}>
          {settingsText('title')}
        </Link>
      )}
      {asker === undefined && canOpen('log') && (
        <Link to={toPage({ is: 'log', unit: undefined })} aria-current={here('log')}>
          {log('title')}
        </Link>
      )}
      {canOpen('city') && <Link to="/wall">{t('nav.wall')}</Link>}
    </nav>
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
        {simulated && <SimulatedMark />}
        {finder}
        {canOpen('alerts') && (
          <Link
            className="top-bar__alerts"
            to={toPage({ is: 'alerts', unit: undefined })}
            aria-label={t('alerts.open', { count: alerts })}
          >
            {/* In the shape that its gravity has everywhere; a triangle alone would call every alert a major one. */}
            <Shape is={worst === undefined ? 'disc' : SEVERITY_SHAPES[worst]} /> {alerts}
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
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a link that leads away closes the menu it stood in
            <div onClick={(event) => event.target instanceof Element && event.target.closest('a') !== null && close()}>
              <ConnectionBadge />
              {links}
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
      {links}
      <div className="top-bar__end">
        {simulated && <SimulatedMark />}
        <ConnectionBadge />
        {asker === undefined ? settings : <AccountMenu settings={settings} />}
      </div>
    </header>
  )
}
