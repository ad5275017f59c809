import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { SIGN_IN_PATH } from '../../../domain/pages.ts'
import { countDrafts } from '../../live/drafts.ts'
import { type Asker, useAsker } from '../../live/session.ts'
import { useSignOut } from '../../live/useSignOut.ts'
import './accountMenu.css'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { closesOnLink } from '../parts/closesOnLink.ts'
import { Popup } from '../parts/Popup.tsx'
import { useView } from '../useView.ts'
import { MANAGED_PAGES, managedPage } from './pagePermission.ts'
import { useManagedPageName } from './useManagedPageName.ts'
import { useOpenable } from './useOpenable.ts'
import { useGrantText } from './useRoleNames.ts'

/** Begins anew, as nobody. */
const toSignIn = () => location.assign(SIGN_IN_PATH)

/** Who has signed in, what they manage, and the way out; on a hub without accounts there is none. @param settings of the display, which stand in it */
export function AccountMenu({ settings }: { settings: ReactNode }) {
  const { t } = useTranslation('people')
  const asker = useAsker()
  if (asker === undefined) return null
  return (
    <Popup
      label={
        <>
          <span className="visually-hidden">{t('menu.label')}: </span>
          <span className="account-menu__name">{asker.name}</span>
          <span aria-hidden="true">▾</span>
        </>
      }
    >
      {(close) => (
        <div {...closesOnLink(close)}>
          <AccountLinks asker={asker} />
          <p className="account-menu__sub">{t('menu.settings')}</p>
          <div className="console__row">{settings}</div>
        </div>
      )}
    </Popup>
  )
}

/** What the menu holds; a narrow screen has it in its one menu. */
export function AccountLinks({ asker, leave = toSignIn }: { asker: Asker; leave?: () => void }) {
  const { t } = useTranslation('people')
  const { view, toPage } = useView()
  const canOpen = useOpenable()
  const grantText = useGrantText()
  const { signOut, isSending, error } = useSignOut()
  const drafts = countDrafts(asker.id)
  const managed = MANAGED_PAGES.filter(canOpen)
  const pageName = useManagedPageName()
  const here = (is: string) => (view.page.is === is ? 'page' : undefined)
  return (
    <div className="account-menu">
      <p className="account-menu__who">
        <strong>{asker.name}</strong>
        {asker.user !== null && <span>{asker.user}</span>}
      </p>
      <ul className="account-menu__roles">
        {asker.grants.map((grant) => (
          <li key={`${grant.role} ${grant.place}`}>{grantText(grant)}</li>
        ))}
      </ul>
      {managed.length > 0 && (
        <nav aria-label={t('menu.manage')}>
          <p className="account-menu__sub">{t('menu.manage')}</p>
          {managed.map((page) => (
            <Link key={page} to={toPage(managedPage(page))} aria-current={here(page)}>
              {pageName(page)}
            </Link>
          ))}
        </nav>
      )}
      {canOpen('account') && (
        <Link className="account-menu__own" to={toPage({ is: 'account' })} aria-current={here('account')}>
          {t('menu.account')}
        </Link>
      )}
      {drafts > 0 && <p className="account-menu__drafts">{t('menu.drafts', { count: drafts })}</p>}
      {asker.is === 'person' && (
        <button
          type="button"
          className="console__button"
          disabled={isSending}
          onClick={() => void signOut().then((isOut) => isOut && leave())}
        >
          {t('menu.signOut')}
        </button>
      )}
      <CommandTrouble error={error} />
    </div>
  )
}
