import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAsker } from '../../live/session.ts'
import { Shape } from '../../ui/Shape.tsx'
import { useOpenable } from '../access/useOpenable.ts'
import { useUnseenNotices } from '../notices/useUnseenNotices.ts'
import { closesOnLink } from '../parts/closesOnLink.ts'
import { Popup } from '../parts/Popup.tsx'
import { useOpenAlertTally, useTroubledSources } from '../useCity.ts'
import { useView } from '../useView.ts'
import './navigation.css'
import { NAVIGATION, type NavGroup, type NavLink, targetOf, WITHOUT_ACCOUNT } from './navigation.ts'
import { useNavNames } from './useNavNames.ts'

/** The ways to the pages that whoever sits here may open. @param isOpen all in one column, as a narrow screen's menu has them */
export function Navigation({ isOpen = false }: { readonly isOpen?: boolean }) {
  const { t } = useTranslation('console')
  const asker = useAsker()
  const { view, toPage } = useView()
  const canOpen = useOpenable()
  const names = useNavNames()
  const unseen = useUnseenNotices().length
  const counts = useCounts(unseen)

  const mayOpen = (link: NavLink) => canOpen(link.to === 'wall' ? 'city' : link.to.is)
  const isHere = (link: NavLink) => targetOf(link) === view.page.is || link.holds?.includes(view.page.is) === true
  const linkTo = (link: NavLink) => {
    const target = targetOf(link)
    return (
      <Link
        key={target}
        to={link.to === 'wall' ? '/wall' : toPage(link.to)}
        aria-current={isHere(link) ? 'page' : undefined}
      >
        {names.page(target)} {counts[target]}
      </Link>
    )
  }
  const groupOf = ({ group, links }: NavGroup) => {
    const openable = links.filter(mayOpen)
    if (openable.length < 2 || isOpen) return openable.map(linkTo)
    return (
      <div key={`group ${group}`} className="navigation__group" data-here={openable.some(isHere)}>
        <Popup
          label={
            <>
              {names.group(group)}{' '}
              {openable.map((link) =>
                targetOf(link) === 'notices' && unseen > 0
                  ? t('nav.unseenShort', { count: unseen })
                  : counts[targetOf(link)],
              )}
              <span aria-hidden="true">▾</span>
            </>
          }
        >
          {(close) => (
            <div className="navigation__links" {...closesOnLink(close)}>
              {openable.map(linkTo)}
            </div>
          )}
        </Popup>
      </div>
    )
  }
  return (
    <nav className="navigation" aria-label={t('nav.label')} data-open={isOpen}>
      {NAVIGATION.map((part) => ('group' in part ? groupOf(part) : mayOpen(part) && linkTo(part)))}
      {asker === undefined && WITHOUT_ACCOUNT.filter(mayOpen).map(linkTo)}
    </nav>
  )
}

/** What is said beside names: how many alerts are open, how many sources have troubles. */
function useCounts(unseen: number): Readonly<Partial<Record<ReturnType<typeof targetOf>, ReactNode>>> {
  const { t } = useTranslation('console')
  const { open } = useOpenAlertTally()
  const troubled = useTroubledSources()
  return {
    notices: unseen > 0 && (
      <span key="notices" className="navigation__count" title={t('nav.unseen', { count: unseen })}>
        <span aria-hidden="true">{unseen}</span>
        <span className="visually-hidden">{t('nav.unseen', { count: unseen })}</span>
      </span>
    ),
    alerts: <span className="navigation__count">{open ?? '–'}</span>,
    sources: troubled !== undefined && (
      <span key="sources" className="navigation__count" title={t('nav.troubled', { count: troubled })}>
        <Shape is={troubled === 0 ? 'disc' : 'half'} /> <span aria-hidden="true">{troubled}</span>
        <span className="visually-hidden">{t('nav.troubled', { count: troubled })}</span>
      </span>
    ),
  }
}
