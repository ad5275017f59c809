import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PasswordFault, type PasswordRules, passwordFault } from '../../../domain/people/password.ts'
import { type AnswerOf, useCommand } from '../../live/command.ts'
import { Shape } from '../../ui/Shape.tsx'
import './form.css'
import { CommandTrouble } from './CommandTrouble.tsx'
import { PasswordField, PresentPasswordField } from './Field.tsx'

/** In the order in which they are checked: what stands behind the first fault is not known yet. */
const FAULTS = [
  'passwordTooShort',
  'passwordKinds',
  'passwordHasName',
  'passwordGuessable',
] as const satisfies readonly PasswordFault[]

/**
 * Chooses a password: its rules are said before anything is typed, and each as soon as it is met.
 * @param old the present one, where it has just been typed; otherwise it is asked for
 */
export function PasswordForm({
  user,
  rules,
  old,
  onChanged,
}: {
  user: string
  rules: PasswordRules
  old?: string | undefined
  onChanged: (answer: AnswerOf<'changePassword'>) => void
}) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('changePassword')
  const [present, setPresent] = useState('')
  const [next, setNext] = useState('')
  const [repeated, setRepeated] = useState('')
  const isSame = next === repeated
  const fault = passwordFault(next.normalize('NFKC'), user, rules)
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await send({ old: old ?? present, new: next })
    if (answer === undefined) return
    setPresent('')
    setNext('')
    setRepeated('')
    onChanged(answer)
  }
  return (
    <form className="form" onSubmit={(event) => void save(event)}>
      {/* A password manager keeps the new password under this name. */}
      <input type="text" hidden readOnly autoComplete="username" value={user} />
      {old === undefined && <PresentPasswordField value={present} onText={setPresent} />}
      <PasswordRulesList rules={rules} fault={next === '' ? undefined : (fault ?? 'none')} />
      <PasswordField label={t('password.new')} autoComplete="new-password" required value={next} onText={setNext} />
      <PasswordField
        label={t('password.repeat')}
        autoComplete="new-password"
        required
        value={repeated}
        onText={setRepeated}
      />
      <p className="form__hint" role="status">
        {repeated !== '' && !isSame ? t('password.different') : ''}
      </p>
      <CommandTrouble error={error} />
      <button
        type="submit"
        className="console__button form__do"
        disabled={isSending || fault !== undefined || !isSame || (old === undefined && present === '')}
      >
        {t('password.save')}
      </button>
    </form>
  )
}

/** @param fault of what is typed; `none`: it has none; undefined: nothing is typed yet */
function PasswordRulesList({ rules, fault }: { rules: PasswordRules; fault: PasswordFault | 'none' | undefined }) {
  const { t } = useTranslation('people')
  const says: Readonly<Record<PasswordFault, string>> = {
    passwordTooShort: t('password.ruleMin', { min: rules.min }),
    passwordKinds: t('password.ruleKinds', { kinds: rules.kinds }),
    passwordHasName: t('password.ruleName'),
    passwordGuessable: t('password.ruleGuess'),
  }
  const failed = fault === undefined ? 0 : fault === 'none' ? FAULTS.length : FAULTS.indexOf(fault)
  return (
    <div>
      <p className="form__label">{t('password.rules')}</p>
      <ul className="form__rules">
        {FAULTS.filter((each) => each !== 'passwordKinds' || rules.kinds > 1).map((each) => {
          const isMet = FAULTS.indexOf(each) < failed
          return (
            <li key={each} data-met={isMet}>
              <Shape is={isMet ? 'disc' : 'ring'} />
              <span>
                {says[each]}
                {fault !== undefined && (
                  <span className="visually-hidden">: {t(isMet ? 'password.met' : 'password.unmet')}</span>
                )}
              </span>
            </li>
          )
        })}
        {rules.days !== null && (
          <li>
            <Shape is="dash" />
            <span>{t('password.ruleDays', { days: rules.days })}</span>
          </li>
        )}
      </ul>
    </div>
  )
}
