import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsker, useSession } from '../../live/session.ts'
import { PresentPasswordField } from '../account/Field.tsx'

/** Whether whoever has signed in shows again who they are before they hand out an account, a role, a password, a token or a wall, or have notices go elsewhere; who has no password here cannot. */
export function useHasProof(): boolean {
  const asker = useAsker()
  const isOfDemo = useSession()?.demo?.some(({ user }) => user === asker?.user) ?? false
  return asker !== undefined && !asker.external && !isOfDemo
}

/** One's own password or code, typed again into a form that hands something out. */
export interface Proof {
  /** Where it is typed; undefined where none is asked for. */
  readonly field: ReactNode
  /** What the command takes of it. */
  readonly input: { readonly proof?: string }
  readonly clear: () => void
}

/** @param isAsked whether what is about to be done needs one, of whoever can give it @param why absent: access is handed out */
export function useProof({ isAsked = true, why }: { isAsked?: boolean; why?: string } = {}): Proof {
  const { t } = useTranslation('people')
  const [typed, setTyped] = useState('')
  const clear = () => setTyped('')
  if (!useHasProof() || !isAsked) return { field: undefined, input: {}, clear }
  const field = (
    <div className="form__field">
      <PresentPasswordField label={t('people.proof')} value={typed} onText={setTyped} />
      <p className="form__hint">{why ?? t('people.proofWhy')}</p>
    </div>
  )
  return { field, input: { proof: typed }, clear }
}
