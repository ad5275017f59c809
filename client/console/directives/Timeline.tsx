import { useTranslation } from 'react-i18next'
import { ROLES } from '../../../domain/access/roles.ts'
import type { FileRef } from '../../../domain/files/fileRef.ts'
import type { MatterEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import type { Text } from '../../../domain/text.ts'
import { startOfDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDate, formatDateTime } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { FactList } from '../parts/FactList.tsx'
import { useCameInText } from '../parts/useCameInText.ts'
import { useUnitName } from '../parts/useUnitName.ts'
import './directives.css'
import { fileAddress } from './MatterFiles.tsx'
import { useCorrectionText, useSaidText } from './useCorrectionText.ts'

/** How a key begins that names the head of a unit. */
const HEAD = 'head/'
/** Texts that a fact may carry, in the order in which they are read. */
const TEXTS = ['question', 'text', 'result', 'reason', 'note'] as const

/** Before the code of a unit whose turn it is, as a matter names it. */
const UNIT = 'unit/'
const unitOf = (turn: string) => turn.slice(UNIT.length)

/** Everything that has happened to a matter, the newest first; nothing of it can be changed. */
export function Timeline({ facts, units }: { facts: readonly Fact[]; units: UnitTree }) {
  const { t } = useTranslation('directives')
  return (
    <section aria-labelledby="matter-progress">
      <h2 className="part__title" id="matter-progress">
        {t('progress')}
      </h2>
      <FactList className="matter__timeline" facts={facts}>
        {(fact) => <Happened fact={fact} of={facts[0]} units={units} />}
      </FactList>
    </section>
  )
}

/** @param of what began the matter */
function Happened({ fact, of, units }: { fact: Fact; of: Fact | undefined; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const text = useText()
  const cameIn = useCameInText()
  const { by, what } = fact
  const saidText = useSaidText()
  const says = useSays(units, of)
  const unitName = useUnitName(units)
  const written = (name: string) =>
    typeof what[name] === 'string' && what[name] !== '' ? (what[name] as string) : undefined
  return (
    <li className="matter__fact" data-by={by.is} data-did={fact.did}>
      <span>
        <strong>{says(fact)}</strong>
      </span>
      <span className="matter__hint">
        {cameIn(fact)} ·{' '}
        {by.is === 'hub' ? t('hub') : [by.name, ...by.roles.map((role) => text(ROLES[role].name))].join(', ')}{' '}
        {by.simulated === true && <SimulatedMark />}
      </span>
      {fact.did === 'attach' && (
        <a href={fileAddress(fact, (what.file as FileRef).id)} download={(what.file as FileRef).name}>
          {(what.file as FileRef).name}
        </a>
      )}
      {fact.did === 'answer' && (
        <span>
          {t(`cause.${what.cause as 'staff'}`)} · {t(what.isObjective === true ? 'objective' : 'subjective')}
        </span>
      )}
      {fact.did !== 'give' &&
        fact.did !== 'draft' &&
        TEXTS.map((name) => {
          const said = written(name)
          return said === undefined ? null : (
            <p key={name} className="matter__written">
              {said}
            </p>
          )
        })}
      {written('blocks') !== undefined && (
        <p className="matter__written">
          {t('blocks')}: {written('blocks')}
        </p>
      )}
      {written('measure') !== undefined && fact.did === 'answer' && (
        <p className="matter__written">
          {t('measure')}: {written('measure')}
        </p>
      )}
      {written('targetBy') !== undefined && (
        <p>
          {t('fact.targetBy')}: {formatDate(startOfDay(written('targetBy') ?? ''))}
        </p>
      )}
      {typeof what.claimed === 'number' && (
        <p>
          {t('fact.claimed')}: {saidText(figureOf(of), what.claimed)}
        </p>
      )}
      {written('document') !== undefined && (
        <p>
          {t('document')}: {written('document')}
        </p>
      )}
      {Array.isArray(what.skipped) && what.skipped.length > 0 && (
        <p className="matter__hint">
          {t('skipped', { units: what.skipped.map((key) => unitName(unitOf(String(key)))).join(', ') })}
        </p>
      )}
    </li>
  )
}

/** The figure that a request to explain was begun on; of what was begun on none, a bare number. */
function figureOf(of: Fact | undefined): Parameters<ReturnType<typeof useCorrectionText>>[0] {
  const evidence = of?.what.evidence as MatterEvidence | undefined
  return evidence?.is === 'figure' ? evidence : { digits: 0, measure: { vi: '', en: '' }, value: null }
}

/** What a step is called, with what it carries. @param of what began the matter */
function useSays(units: UnitTree, of: Fact | undefined): (fact: Fact) => string {
  const { t } = useTranslation('directives')
  const correctionText = useCorrectionText()
  const text = useText()
  const unitName = useUnitName(units)
  const told = (key: string) =>
    key.startsWith(UNIT)
      ? t('to.unit', { unit: unitName(unitOf(key)) })
      : key.startsWith(HEAD)
        ? t('to.head', { unit: unitName(key.slice(HEAD.length)) })
        : t(key.startsWith('person/') ? 'to.person' : 'to.leader')
  return ({ did, what }) => {
    const at = typeof what.dueAt === 'number' ? formatDateTime(what.dueAt) : ''
    switch (did) {
      case 'refuse':
        return t('did.refuse', { unit: text(what.unitName as Text) })
      case 'decideRefusal':
        return t(what.isAccepted === true ? 'did.moved' : 'did.decideRefusal')
      case 'progress':
        return t('did.progress', { percent: Number(what.percent) })
      case 'askExtension':
        return t('did.askExtension', { at })
      case 'decideExtension':
        return t(what.isGranted === true ? 'did.granted' : 'did.notGranted', { at })
      case 'remind':
        return t('did.remind', { why: t(`reminder.${what.reminder as 'due'}`) })
      case 'escalate':
        return t('did.escalate', { to: told(String(what.to)) })
      case 'correct':
        return t(
          'did.correct',
          correctionText(figureOf(of), { was: what.was as number | null, is: what.value as number }),
        )
      default:
        return t(`did.${did as 'receive'}`, { defaultValue: did })
    }
  }
}
