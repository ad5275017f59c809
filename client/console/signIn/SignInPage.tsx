import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import { PROBLEMS, problemSentence } from '../../../domain/problems.ts'
import { returnPath } from '../../doors/returnPath.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { type Asker, type Session, useAskAgain, useAskedSession } from '../../live/session.ts'
import { useSignOut } from '../../live/useSignOut.ts'
import { PageComing } from '../../ui/PageComing.tsx'
import { Shape } from '../../ui/Shape.tsx'
import '../console.css'
import '../theme.css'
import './signInPage.css'
import { PasswordForm } from '../account/PasswordForm.tsx'
import { TotpSetUp } from '../account/TotpSetUp.tsx'
import { useTheme } from '../useTheme.ts'
import { useTitle } from '../useTitle.ts'
import { DemoAccounts } from './DemoAccounts.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useTypedPassword } from './useTypedPassword.ts'

/** Begins the page one came for anew, with the session that is there now. */
const goTo = (path: string) => location.assign(path)

/** Where one signs in, chooses a first password and sets up a required second factor, and goes on to where one came from. */
export default function SignInPage({ leave = goTo }: { leave?: (path: string) => void }) {
  const { t } = useTranslation('people')
  const text = useText()
  const [search] = useSearchParams()
  const { session, trouble } = useAskedSession()
  const to = returnPath(search.get('to'), location.origin)
  const problem = search.get('problem')
  const refusal = problem !== null && Object.hasOwn(PROBLEMS, problem) ? problemSentence(problem, {}) : undefined
  const why = search.get('why')
  const typed = useTypedPassword()
  // Once begun, it is shown until the recovery codes have been kept: the session has nothing pending any more before that.
  const [isSettingUp, setSettingUp] = useState(false)
  const pending = session?.principal?.pending ?? null
  if (pending === 'totp' && !isSettingUp) setSettingUp(true)
  if (session === undefined) return <PageComing isAway={trouble !== null} />
  const { principal, signIn, demo } = session
  // A hub without accounts asks nobody who they are.
  if (principal?.is === 'public') return <Navigate to={to} replace />
  if (principal?.is === 'person' && pending === 'password') {
    return <FirstPassword principal={principal} signIn={signIn} old={typed.value} onDone={() => leave(to)} />
  }
  if (principal?.is === 'person' && isSettingUp) return <RequiredTotp onDone={() => leave(to)} />
  if (principal?.is === 'person') return <Already name={principal.name} goOn={() => leave(to)} />
  return (
    <Frame title={t('signIn.title')} isWide={demo !== null}>
      {(why === 'ended' || why === 'first') && (
        <p className="sign-in__why" role="status">
          {t(`signIn.${why}`)}
        </p>
      )}
      {refusal !== undefined && (
        <p className="form__trouble" role="alert">
          <Shape is="triangle" />
          <span>{text(refusal)}</span>
        </p>
      )}
      <div className="sign-in__ways">
        {demo !== null && <DemoAccounts accounts={demo} onSignedIn={() => leave(to)} />}
        <SignInForm
          oidc={signIn.oidc}
          isOnlyWay={demo === null}
          to={to}
          keep={typed.keep}
          onSignedIn={() => leave(to)}
        />
      </div>
    </Frame>
  )
}

/** The password that an administrator gave, or that is too old, is replaced. */
function FirstPassword({
  principal,
  signIn,
  old,
  onDone,
}: {
  principal: Asker
  signIn: Session['signIn']
  old: string | undefined
  onDone: () => void
}) {
  const { t } = useTranslation('people')
  const askAgain = useAskAgain()
  return (
    <Frame title={t('first.title')}>
      <p className="sign-in__why">{t('first.why')}</p>
      <PasswordForm
        user={principal.user ?? ''}
        rules={signIn.passwordRules}
        old={old}
        onChanged={({ pending }) => (pending === null ? onDone() : askAgain())}
      />
      <SignOutLink />
    </Frame>
  )
}

function RequiredTotp({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people')
  return (
    <Frame title={t('totp.setUp')}>
      <p className="sign-in__why">{t('totp.required')}</p>
      <TotpSetUp onDone={onDone} />
      <SignOutLink />
    </Frame>
  )
}

function Already({ name, goOn }: { name: string; goOn: () => void }) {
  const { t } = useTranslation('people')
  return (
    <Frame title={t('signIn.title')}>
      <p>{t('signIn.already', { name })}</p>
      <div className="form">
        <button type="button" className="console__button form__do" onClick={goOn}>
          {t('signIn.goOn')}
        </button>
        <SignOutLink />
      </div>
    </Frame>
  )
}

function SignOutLink() {
  const { t } = useTranslation('people')
  const { signOut, isSending } = useSignOut()
  const askAgain = useAskAgain()
  return (
    <button type="button" className="form__link" disabled={isSending} onClick={() => void signOut().then(askAgain)}>
      {t('signIn.other')}
    </button>
  )
}

/** The page around each step: whose it is, its heading, language and theme. */
function Frame({ title, isWide = false, children }: { title: string; isWide?: boolean; children: ReactNode }) {
  const { t } = useTranslation('people')
  const { t: console } = useTranslation('console')
  const [language, setLanguage] = useLanguage()
  const [theme, setTheme] = useTheme()
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  // The next step begins at its heading, for the keyboard and for screen readers; the first at the page itself.
  const isFirst = useRef(document.activeElement === document.body)
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus()
  }, [])
  return (
    <div className="console sign-in">
      <header className="sign-in__head">
        <span className="sign-in__brand">
          <strong>IOC</strong> {console('city')}
          <span className="sign-in__centre">{t('centre')}</span>
        </span>
        <span className="form__row">
          <button
            type="button"
            className="console__button"
            lang={language === 'vi' ? 'en' : 'vi'}
            aria-label={language === 'vi' ? 'EN, English' : 'VI, tiếng Việt'}
            onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
          >
            {language === 'vi' ? 'EN' : 'VI'}
          </button>
          <button
            type="button"
            className="console__button"
            onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
          >
            {console(theme === 'dark' ? 'theme.toLight' : 'theme.toDark')}
          </button>
        </span>
      </header>
      <main className={isWide ? 'sign-in__main sign-in__main--wide' : 'sign-in__main'}>
        <h1 ref={heading} className="sign-in__title" tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  )
}
