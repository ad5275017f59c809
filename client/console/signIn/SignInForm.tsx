import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../../live/api.ts'
import { useCommand } from '../../live/command.ts'
import { type Session, useAskAgain } from '../../live/session.ts'
import { Shape } from '../../ui/Shape.tsx'
import { useProblemText } from '../../ui/useProblemText.ts'
import '../account/form.css'
import { Field, PasswordField } from '../account/Field.tsx'

/** After these the hub asks for the second factor. */
const ASKS_CODE: readonly (string | undefined)[] = ['codeNeeded', 'wrongCode', 'wrongRecoveryCode']

/**
 * User name and password, then the code of the second factor when the hub asks for one.
 * @param to where one goes from here
 * @param keep told the password that was right, for the step that replaces it
 */
export function SignInForm({
  oidc,
  isOnlyWay,
  to,
  keep,
  onSignedIn,
}: {
  oidc: Session['signIn']['oidc']
  /** Whether the page has nothing before it that whoever comes would pass over. */
  isOnlyWay: boolean
  to: string
  keep: (password: string) => void
  onSignedIn: () => void
}) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('signIn')
  const askAgain = useAskAgain()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const [isRecovery, setRecovery] = useState(false)
  const waitS = useWait(error)
  useEffect(() => {
    if (ASKS_CODE.includes(error?.code)) setNeedsCode(true)
    if (error?.code === 'wrongSignIn') setNeedsCode(false)
    setCode('')
  }, [error])

  async function signIn(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (waitS > 0) return
    const answer = await send({ user, password, ...(needsCode && { code: code.trim() }) })
    if (answer === undefined) return
    keep(password)
    if (answer.pending === null) onSignedIn()
    else askAgain()
  }

  return (
    <form className="form sign-in__form" onSubmit={(event) => void signIn(event)}>
      <Field
        label={t('signIn.user')}
        autoComplete="username"
        autoFocus={isOnlyWay}
        required
        most={100}
        value={user}
        onText={setUser}
      />
      <PasswordField
        label={t('signIn.password')}
        autoComplete="current-password"
        required
        most={256}
        value={password}
        onText={setPassword}
      />
      {needsCode && (
        <>
          <Field
            key={String(isRecovery)}
            label={t(isRecovery ? 'signIn.recovery' : 'signIn.code')}
            hint={t(isRecovery ? 'signIn.recoveryHint' : 'signIn.codeHint')}
            className="form__code"
            inputMode={isRecovery ? 'text' : 'numeric'}
            autoComplete={isRecovery ? 'off' : 'one-time-code'}
            autoFocus
            required
            most={40}
            value={code}
            onText={setCode}
          />
          <button type="button" className="form__link" onClick={() => setRecovery(!isRecovery)}>
            {t(isRecovery ? 'signIn.useCode' : 'signIn.useRecovery')}
          </button>
        </>
      )}
      <Trouble error={error} waitS={waitS} />
      <button type="submit" className="console__button form__do" disabled={isSending || waitS > 0}>
        {t(isSending ? 'signIn.doing' : 'signIn.do')}
      </button>
      {oidc !== null && (
        <>
          <p className="sign-in__or">{t('signIn.or')}</p>
          <a className="console__button form__do" href={`/api/v1/sign-in/oidc?to=${encodeURIComponent(to)}`}>
            {t('signIn.oidc', { name: oidc.name })}
          </a>
        </>
      )}
      <p className="form__hint">{t('signIn.forgot')}</p>
    </form>
  )
}

/** Why it failed. That a code is asked for is no failure; a wait is counted down, and read aloud once. */
function Trouble({ error, waitS }: { error: ApiError | undefined; waitS: number }) {
  const { t } = useTranslation('people')
  const problemText = useProblemText()
  if (error === undefined) return null
  const isWait = typeof error.params.seconds === 'number'
  if (error.code === 'codeNeeded') return <p role="status">{problemText(error)}</p>
  return (
    <div className="form__trouble">
      <Shape is="triangle" />
      <div>
        <p role="alert">{problemText(error)}</p>
        {isWait && waitS > 0 && (
          <p aria-hidden="true" className="sign-in__wait">
            {t('signIn.again', { seconds: waitS })}
          </p>
        )}
      </div>
    </div>
  )
}

/** Whole seconds until it may be tried again, counting down; 0: now. */
function useWait(error: ApiError | undefined): number {
  const [waitS, setWait] = useState(0)
  useEffect(() => {
    const seconds = error?.params.seconds
    if (typeof seconds !== 'number') {
      setWait(0)
      return
    }
    const until = Date.now() + seconds * 1_000
    const count = () => setWait(Math.max(0, Math.ceil((until - Date.now()) / 1_000)))
    count()
    const timer = setInterval(count, 250)
    return () => clearInterval(timer)
  }, [error])
  return waitS
}
