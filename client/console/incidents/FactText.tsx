import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { type IncidentStepTaken, lateTellings } from '../../../domain/incidents/machine.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import { STEP_ROLES } from '../../../domain/sops/sop.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useUnitName } from '../parts/useUnitName.ts'
import { useView } from '../useView.ts'
import { useToldName } from './useToldName.ts'

/** One thing that happened to an incident: what was done, and the words that somebody wrote to it. */
export function FactText({ fact, incident, units }: { fact: Fact; incident: Incident; units: UnitTree }) {
  const { t } = useTranslation('incidents')
  const { t: directives } = useTranslation('directives')
  const text = useText()
  const { toPage } = useView()
  const step = { did: fact.did, ...fact.what } as unknown as IncidentStepTaken
  // A fact of another map of units names a unit of that map.
  const unitName = useUnitName(fact.edition === undefined ? units : UNIT_TREES[fact.edition])
  const stepTitle = (number: number) => {
    const found = incident.steps.find((each) => each.number === number)
    return { number, title: found === undefined ? '' : text(found.title) }
  }
  const lateSteps = () =>
    lateTellings(fact.did, fact.what).map(({ to, numbers }) => {
      const titles = numbers.map((each) => stepTitle(each).title).filter((title) => title !== '')
      const told = { count: numbers.length, number: numbers.join(', '), title: titles.join('; ') }
      return to === null ? t('did.remind', told) : t('did.escalate', { ...told, to: toldName(to) })
    })
  const inPlaceOf = ({ number, inPlace }: { readonly number: number; readonly inPlace?: true }) => {
    const role = incident.steps.find((each) => each.number === number)?.role
    return inPlace === undefined || role === undefined
      ? ''
      : ` (${t('steps.inPlace', { role: text(STEP_ROLES[role]) })})`
  }
  const toldName = useToldName(unitName)
  const said = (): { readonly did: string; readonly words?: string; readonly leadsTo?: string } => {
    switch (step.did) {
      case 'open':
        return { did: t('did.open'), words: step.opening.note }
      case 'handle':
        return { did: t('did.handle'), words: step.finding }
      case 'doStep':
        return { did: t('did.doStep', stepTitle(step.number)) + inPlaceOf(step), words: step.note }
      case 'undoStep':
        return { did: t('did.undoStep', stepTitle(step.number)), words: step.reason }
      case 'remind':
      case 'escalate':
        return { did: lateSteps().join('. ') }
      case 'callUp':
        return { did: t('did.callUp', { to: toldName(step.to) }) }
      case 'stillHolds':
        return { did: t('did.stillHolds', { to: toldName(step.to) }) }
      case 'remindDue':
        return { did: directives('did.remind', { why: directives(`reminder.${step.reminder}`) }) }
      case 'comment':
        return { did: t('did.comment'), words: step.text }
      case 'assign':
        return { did: t('did.assign', { support: step.support || '–', recorder: step.recorder || '–' }) }
      case 'link':
        return { did: t('did.link'), words: step.figures.map(({ title }) => text(title)).join('; ') }
      case 'worsen':
        return { did: t('did.worsen'), words: step.figures.map(({ title }) => text(title)).join('; ') }
      case 'unlink':
        return { did: t('did.unlink', { title: text(step.title) }), words: step.reason }
      case 'attach':
        return { did: t('did.attach', { name: step.file.name }) }
      case 'transfer':
        return { did: t('did.transfer', { unit: unitName(step.unit) }), words: step.reason }
      case 'wait':
        return { did: t('did.wait', { at: formatDateTime(step.until) }), words: step.reason }
      case 'reportResult':
        return { did: t('did.reportResult'), words: step.text }
      case 'confirmResult': {
        const held = step.holding.length > 0 ? [t('closedWhileHolding', { count: step.holding.length }), step.why] : []
        return { did: t('did.confirmResult'), words: [step.note, ...held].filter((each) => each !== '').join('\n') }
      }
      case 'merge':
        return { did: t('did.merge', { into: step.into }), words: step.reason, leadsTo: step.into }
      case 'absorb':
        return {
          did: t('did.absorb', { from: step.from, title: text(matterTitle('incident', step)) }),
          leadsTo: step.from,
        }
      case 'dismiss':
      case 'decline':
      case 'returnResult':
      case 'reopen':
        return { did: t(`did.${step.did}`), words: step.reason }
      case 'verify':
      case 'takeOver':
      case 'accept':
      case 'resume':
        return { did: t(`did.${step.did}`) }
      // What another version of the hub wrote is told by its name.
      default:
        return { did: t('did.other', { did: fact.did }) }
    }
  }
  const { did, words = '', leadsTo } = said()
  return (
    <>
      <span className="incident-fact__did">
        {leadsTo === undefined ? did : <Link to={toPage({ is: 'incident', id: leadsTo })}>{did}</Link>}
      </span>
      {words !== '' && <p className="incident-fact__words">{words}</p>}
    </>
  )
}
