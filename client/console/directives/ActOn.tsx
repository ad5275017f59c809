import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KpiState } from '../../../domain/kpis/kpi.ts'
import type { Seen } from '../../../domain/matters/evidence.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { useDialog } from '../parts/DialogHost.tsx'
import { Modal } from '../parts/Modal.tsx'
import { useView } from '../useView.ts'
import { DirectiveForm } from './DirectiveForm.tsx'
import './directives.css'
import { ExplanationForm } from './ExplanationForm.tsx'

/** What whoever assigns looks at. */
export interface Subject {
  readonly seen: Seen | undefined
  /** Where it is; null: the whole city's. */
  readonly unit: string | null
  /** As it is called. */
  readonly what: string
  /** Of a figure: its value and target, written. */
  readonly value?: string | undefined
  readonly target?: string | undefined
  readonly state?: KpiState | undefined
}

/** Asks a unit to explain what is looked at, or gives it a directive. Shown to whoever may, there. */
export function ActOn({ units, isCompact = false, ...subject }: Subject & { units: UnitTree; isCompact?: boolean }) {
  const { t } = useTranslation('directives')
  const mayIn = useMayIn('directives.give')
  const show = useDialog()
  if (!mayIn(subject.unit)) return null
  return (
    <button
      type="button"
      className={isCompact ? 'console__button console__button--small' : 'console__button matter__button'}
      aria-label={t('act.of', { what: subject.what })}
      aria-haspopup="dialog"
      onClick={() => show((close) => <OrderDialog subject={subject} units={units} close={close} />)}
    >
      {t('act.open')}
    </button>
  )
}

function OrderDialog({ subject, units, close }: { subject: Subject; units: UnitTree; close: () => void }) {
  const { t } = useTranslation('directives')
  const { t: people } = useTranslation('people')
  const { toPage } = useView()
  const isFigure = subject.seen?.is === 'figure'
  const [kind, setKind] = useState<'explanation' | 'directive'>(isFigure ? 'explanation' : 'directive')
  const [sent, setSent] = useState<{
    readonly kind: typeof kind
    readonly id: string
    readonly to: string
    readonly isDraft: boolean
  }>()
  const done = (id: string, to: string, isDraft = false) => setSent({ kind, id, to, isDraft })
  return (
    <Modal label={t('act.of', { what: subject.what })} close={close}>
      <div className="order">
        <h2 className="order__heading">{t(`act.${kind}`)}</h2>
        {sent !== undefined ? (
          <>
            <p role="status">
              {sent.isDraft ? t('act.drafted', { leader: sent.to }) : t('act.sent', { unit: sent.to })}
            </p>
            <div className="matter__buttons">
              <Link className="console__button" to={toPage({ is: sent.kind, id: sent.id })} onClick={close}>
                {t('act.see')}
              </Link>
              <button type="button" className="console__button" onClick={close}>
                {people('close')}
              </button>
            </div>
          </>
        ) : (
          <>
            {isFigure && (
              <fieldset className="order__choice">
                <legend className="visually-hidden">{t('act.choose')}</legend>
                {(['explanation', 'directive'] as const).map((each) => (
                  <button
                    key={each}
                    type="button"
                    className="console__button"
                    aria-pressed={each === kind}
                    onClick={() => setKind(each)}
                  >
                    {t(`act.${each}`)}
                  </button>
                ))}
              </fieldset>
            )}
            {kind === 'explanation' && subject.seen?.is === 'figure' ? (
              <ExplanationForm {...{ subject, units, done, close }} figure={subject.seen} />
            ) : (
              <DirectiveForm {...{ subject, units, done, close }} />
            )}
          </>
        )}
      </div>
    </Modal>
  )
}
