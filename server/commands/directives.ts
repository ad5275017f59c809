import type * as z from 'zod'
import type { COMMANDS } from '../../domain/commands/index.ts'
import type { Directive } from '../../domain/directives/directive.ts'
import type { DirectiveStep, Named, Order } from '../../domain/directives/machine.ts'
import type { FileRef } from '../../domain/files/fileRef.ts'
import type { Actor } from '../../domain/matters/fact.ts'
import { quoted } from '../../domain/problems.ts'
import { fullName, type UnitTree } from '../../domain/units/unit.ts'
import { randomId } from '../accounts/secrets.ts'
import type { Uploads } from '../files/uploads.ts'
import { createReach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { WhoAnswers } from '../services/directives/whoAnswers.ts'
import type { EvidenceTaker, Sees } from '../services/evidence.ts'
import { actorOf } from '../services/matters/actor.ts'
import type { Matters } from '../services/matters/matters.ts'
import { visibleIn } from '../services/matters/visibleIn.ts'
import { attachedUpload } from './attachedFile.ts'
import { type CommandHandler, type Commanding, carriesOut } from './handler.ts'
import { outcomeOf, takingOf } from './matterStep.ts'

type OrderInput = z.output<(typeof COMMANDS)['giveDirective']['input']>

interface Parts {
  readonly units: UnitTree
  readonly directives: Matters<Directive, DirectiveStep>
  readonly who: WhoAnswers
  readonly evidence: EvidenceTaker
  readonly uploads: Pick<Uploads, 'pending' | 'done'>
}

/** Everything that is done about directives. */
export function directiveCommands(parts: Parts): CommandHandler[] {
  const { units, directives, who, evidence, uploads } = parts

  function unitOf(code: string) {
    const unit = units.byCode.get(code)
    if (unit === undefined) throw new Problem('unknownUnit', { unit: quoted(code) })
    return unit
  }

  async function orderOf(input: OrderInput, commanding: Commanding): Promise<Order> {
    const unit = unitOf(input.unit)
    for (const code of input.with) checkWithin(commanding, unitOf(code).code, units)
    const by = actorOf(commanding.principal, unit.code, units)
    const taken = await Promise.all(input.evidence.map((seen) => evidence.take(seen, seesOf(commanding, units))))
    const of = input.evidence.find(({ is }) => is === 'explanation')
    return {
      ...{ title: input.title, content: input.content, urgent: input.urgent, dueAt: input.due, origin: input.origin },
      ...{ edition: units.edition, lead: unit.code, leadName: nameOf(unit) },
      withUnits: [...new Set(input.with.map((code) => unitOf(code).code))].filter((code) => code !== unit.code),
      reference: input.reference ?? null,
      explanation: of?.is === 'explanation' ? of.id : null,
      ...assignerOf(who, by, unit.code, input.leader),
      evidence: taken,
      simulated: taken.some(({ simulated }) => simulated),
    }
  }

  const begins = (name: 'giveDirective' | 'draftDirective', did: 'give' | 'draft') =>
    carriesOut(name, async (input, commanding) => {
      const step = { did, order: await orderOf(input, commanding) }
      const planned = directives.plan(randomId('directive'), step, takingOf(commanding, units, step.order.lead))
      return outcomeOf(planned, (directive) => ({ directive }))
    })

  /** A further step, where whoever commands may take it on this one. */
  function steps<N extends FurtherCommand>(
    name: N,
    stepOf: (input: InputOf<N>, directive: Directive, commanding: Commanding) => DirectiveStep,
  ): CommandHandler {
    const handle = async (
      input: InputOf<N> & { directive: string; expectedVersion: number },
      commanding: Commanding,
    ) => {
      const directive = visibleIn(await directives.read(input.directive), units.edition)
      checkWithin(commanding, directive.unit, units)
      const step = stepOf(input, directive, commanding)
      const taking = takingOf(commanding, units, directive.unit, input.expectedVersion)
      return outcomeOf(directives.plan(directive.id, step, taking), (now) => ({ directive: now }))
    }
    return carriesOut(name, handle as never)
  }

  /** Whether the leader who assigned it is one no more. @throws Problem where whoever decides answers for the unit themselves */
  function vacancy({ lead, leader, office, unit }: Directive, commanding: Commanding) {
    checkOver(commanding, unit, [leader, office], units)
    return {
      isVacant: !who.leadersOf(units.byCode.has(lead) ? lead : units.city.code).some(({ id }) => id === leader.id),
    }
  }

  return [
    begins('giveDirective', 'give'),
    begins('draftDirective', 'draft'),
    steps('issueDirective', (_, directive, commanding) => ({ did: 'issue', ...vacancy(directive, commanding) })),
    steps('receiveDirective', () => ({ did: 'receive' })),
    steps('refuseDirective', ({ reason, unit }) => ({ did: 'refuse', reason, unit, unitName: nameOf(unitOf(unit)) })),
    steps('decideRefusal', ({ accepted, reason }, directive, commanding) => {
      // Another unit is given it: whoever decides may order something there, too.
      if (accepted && directive.proposed !== null) checkWithin(commanding, directive.proposed.unit, units)
      return { did: 'decideRefusal', isAccepted: accepted, reason, ...vacancy(directive, commanding) }
    }),
    steps('reportProgress', ({ text, percent, blocks }) => ({
      did: 'progress',
      text,
      percent,
      blocks: blocks ?? null,
    })),
    steps('askExtension', ({ due, reason }) => ({ did: 'askExtension', dueAt: due, reason })),
    steps('decideExtension', ({ granted, note }, directive, commanding) => ({
      ...{ did: 'decideExtension', isGranted: granted, reason: note ?? null },
      ...vacancy(directive, commanding),
    })),
    steps('submitResult', ({ result, document }) => ({ did: 'submit', result, document: document ?? null })),
    steps('approveResult', ({ note }, directive, commanding) => ({
      did: 'approve',
      note: note ?? null,
      ...vacancy(directive, commanding),
    })),
    steps('askRework', ({ reason }, directive, commanding) => ({
      did: 'rework',
      reason,
      ...vacancy(directive, commanding),
    })),
    steps('pauseDirective', ({ reason }, directive, commanding) => ({
      did: 'pause',
      reason,
      ...vacancy(directive, commanding),
    })),
    steps('resumeDirective', ({ reason }, directive, commanding) => ({
      did: 'resume',
      reason,
      ...vacancy(directive, commanding),
    })),
    carriesOut('attachToDirective', async ({ directive: id, upload }, commanding) => {
      const directive = visibleIn(await directives.read(id), units.edition)
      checkWithin(commanding, directive.unit, units)
      const taking = takingOf(commanding, units, directive.unit)
      const plan = (file: FileRef) => directives.plan(id, { did: 'attach', file }, taking)
      return attachedUpload(uploads, upload, { kind: 'directive', id }, commanding, plan, (now) => ({ directive: now }))
    }),
    steps('withdrawDirective', ({ reason }, directive, commanding) => ({
      did: 'withdraw',
      reason,
      ...vacancy(directive, commanding),
    })),
  ]
}

type FurtherCommand =
  | 'issueDirective'
  | 'receiveDirective'
  | 'refuseDirective'
  | 'decideRefusal'
  | 'reportProgress'
  | 'askExtension'
  | 'decideExtension'
  | 'submitResult'
  | 'approveResult'
  | 'askRework'
  | 'pauseDirective'
  | 'resumeDirective'
  | 'withdrawDirective'

type InputOf<N extends keyof typeof COMMANDS> = z.output<(typeof COMMANDS)[N]['input']>

/** What is frozen as evidence is told to all who see the matter: nobody freezes what they may not see. */
export const seesOf =
  ({ principal }: Commanding, units: UnitTree): Sees =>
  (permission, unit) =>
    createReach(principal, permission, units).has(unit)

/** Who may act on what lies elsewhere may not act on this. @throws Problem */
export function checkWithin({ reach }: Commanding, unit: string | null, units: UnitTree): void {
  if (reach.has(unit)) return
  const code = unit ?? units.city.code
  throw new Problem('forbiddenHere', { name: units.byCode.get(code)?.name ?? code })
}

/**
 * Whoever answers for a unit does not judge what it answers to those above it: that is for whoever asked, or for somebody over the unit.
 * @param unit that was asked; null: the whole city @param asked who asked, and the office in their name
 * @throws Problem
 */
export function checkOver(
  { principal, reach }: Commanding,
  unit: string | null,
  asked: readonly (Named | null)[],
  units: UnitTree,
): void {
  const isTheirs = asked.some((each) => each?.id === principal.id)
  const [, above = units.city.code] = units.lineage(unit ?? units.city.code)
  if (isTheirs || reach.has(above)) return
  throw new Problem('onlyWhoAssigned', { by: asked.find((each) => each !== null)?.name ?? '–' })
}

/**
 * In whose name something is ordered: a leader's own, or, written by the office, that of the leader it names; both names stay.
 * @throws Problem when there is no such leader
 */
export function assignerOf(
  who: Pick<WhoAnswers, 'leadersOf'>,
  by: Actor,
  unit: string,
  leader: string | undefined,
): { readonly leader: Named; readonly office: Named | null } {
  const own = { id: by.id, name: by.name }
  if ((leader === undefined || leader === by.id) && by.roles.includes('leader')) return { leader: own, office: null }
  const named = who.leadersOf(unit).find(({ id }) => id === leader)
  if (named === undefined) throw new Problem('notALeader')
  return { leader: named, office: own }
}

export function nameOf(unit: Parameters<typeof fullName>[0]) {
  return { vi: fullName(unit, 'vi'), en: fullName(unit, 'en') }
}
