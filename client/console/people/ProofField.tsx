import { useTranslation } from 'react-i18next'
import { useAsker, useSession } from '../../live/session.ts'
import { PasswordField } from '../account/Field.tsx'

/** Whether whoever has signed in shows again who they are before they hand out an account, a role, a password, a token or a wall, or have notices go elsewhere; who has no password here cannot. */
export function useHasProof(): boolean {
  const asker = useAsker()
  const isOfDemo = useSession()?.demo?.some(({ user }) => user === asker?.user) ?? false
  return asker !== undefined && !asker.external && !isOfDemo
}

/** One's own password or code, typed again. @param why absent: access is handed out */
export function ProofField({ value, onText, why }: { value: string; onText: (typed: string) => void; why?: string }) {
  const { t } = useTranslation('people')
  return (
    <div className="form__field">
      <PasswordField label={t('people.proof')} autoComplete="current-password" required value={value} onText={onText} />
      <p className="form__hint">{why ?? t('people.proofWhy')}</p>
    </div>
  )
}
