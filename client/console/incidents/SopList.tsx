import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeadlineClass, INCIDENT_CATEGORIES, type Sop, STEP_ROLES } from '../../../domain/sops/sop.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Modal } from '../parts/Modal.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import './incidents.css'

/** A button that shows the procedures in force, each with its steps. */
export function SopList() {
  const { t } = useTranslation('incidents')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="console__button" onClick={() => setOpen(true)}>
        {t('sops.title')}
      </button>
      {isOpen && (
        <Modal label={t('sops.title')} close={() => setOpen(false)}>
          <Sops />
        </Modal>
      )}
    </>
  )
}

function Sops() {
  const { t } = useTranslation('incidents')
  const { data, error, refetch } = useAnswer(ask('/sops'))
  if (data === undefined)
    return error === null ? <Skeleton lines={8} /> : <ApiTrouble error={error} retry={() => void refetch()} />
  return (
    <>
      <h2>{t('sops.title')}</h2>
      <p className="incident__faint">{t('sops.why')}</p>
      <ul className="incident__sops">
        {data.sops.map((sop) => (
          <li key={sop.id}>
            <OneSop sop={sop} />
          </li>
        ))}
      </ul>
    </>
  )
}

function OneSop({ sop }: { sop: Sop }) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const { id, title, version, category, deadline, when, lead, basis, steps } = sop
  return (
    <details>
      <summary>
        {text(title)}
        <span className="incident__faint">
          {' '}
          · {t('sops.version', { version })} · {text(INCIDENT_CATEGORIES[category])} · {deadlineText(deadline, t)}
        </span>
      </summary>
      <p>{text(when)}</p>
      {lead !== '' && <p className="incident__faint">{t('sops.lead', { lead })}</p>}
      {basis !== '' && <p className="incident__faint">{t('sops.basis', { basis })}</p>}
      <ol>
        {steps.map((step) => (
          <li key={step.number}>
            {text(step.title)}{' '}
            <span className="incident__faint">
              ({text(STEP_ROLES[step.role])}
              {step.mandatory && `, ${t('steps.mandatory')}`})
            </span>
          </li>
        ))}
      </ol>
      <p className="incident__faint">
        <code>sops/{id}.md</code>
      </p>
    </details>
  )
}

function deadlineText(
  { is, count }: DeadlineClass,
  t: (key: 'sops.hours' | 'sops.workingDays', options: { count: number }) => string,
): string {
  return t(is === 'hours' ? 'sops.hours' : 'sops.workingDays', { count })
}
