import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { ApiError } from '../../live/api.ts'
import { Shape } from '../../ui/Shape.tsx'
import { useProblemText } from '../../ui/useProblemText.ts'
import './form.css'

/** Why a command was not carried out, below what sent it. @param of which of several things it was refused for, by name */
export function CommandTrouble({ error, of }: { error: Error | undefined; of?: string | undefined }) {
  const problemText = useProblemText('command')
  const shown = useRef<HTMLParagraphElement>(null)
  // Below a long form, or the foot of a phone, nobody would see why nothing has happened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is news, also of the same kind
  useEffect(() => {
    // What it answers is no end of the effect: newer browsers answer a promise.
    shown.current?.scrollIntoView?.({ block: 'nearest' })
  }, [error])
  if (error === undefined) return null
  return (
    <p ref={shown} className="form__trouble" role="alert">
      <Shape is="triangle" />
      <span>
        {of !== undefined && `${of}: `}
        {problemText(error)} {error instanceof ApiError && error.code === 'signInAgain' && <SignInAgain />}
      </span>
    </p>
  )
}

/** To the identity provider, which has them show who they are whatever session it keeps, and back to this page. */
function SignInAgain() {
  const { t } = useTranslation('people')
  const { pathname, search } = useLocation()
  return (
    <a href={`/api/v1/sign-in/oidc?again=true&to=${encodeURIComponent(pathname + search)}`}>{t('signIn.showAgain')}</a>
  )
}
