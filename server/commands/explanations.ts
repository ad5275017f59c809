import type * as z from 'zod'
import type { COMMANDS } from '../../domain/commands/index.ts'
import type { Explanation } from '../../domain/explanations/explanation.ts'
import type { ExplanationStep, Reply } from '../../domain/explanations/machine.ts'
import type { FileRef } from '../../domain/files/fileRef.ts'
import { quoted } from '../../domain/problems.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { randomId } from '../accounts/secrets.ts'
import type { Uploads } from '../files/uploads.ts'
import { Problem } from '../problem.ts'
import type { WhoAnswers } from '../services/directives/whoAnswers.ts'
import type { EvidenceTaker } from '../services/evidence.ts'
import { actorOf } from '../services/matters/actor.ts'
import type { Matters } from '../services/matters/matters.ts'
import { visibleIn } from '../services/matters/visibleIn.ts'
import { attachedUpload } from './attachedFile.ts'
import { assignerOf, checkOver, checkWithin, nameOf, seesOf } from './directives.ts'
import { type CommandHandler, type Commanding, carriesOut } from './handler.ts'
import { outcomeOf, takingOf } from './matterStep.ts'

type InputOf<N extends keyof typeof COMMANDS> = z.output<(typeof COMMANDS)[N]['input']>
type FurtherCommand =
  | 'receiveExplanation'
  | 'answerExplanation'
  | 'acceptExplanation'
  | 'askMore'
  | 'correctFigure'
  | 'closeExplanation'

/** What is decided about a unit's answer. */
const JUDGED: ReadonlySet<FurtherCommand> = new Set([
  'acceptExplanation',
  'askMore',
  'correctFigure',
  'closeExplanation',
])

/** Everything that is done about requests to explain a number. */
export function explanationCommands({
  units,
  explanations,
  who,
  evidence,
  uploads,
}: {
  units: UnitTree
  explanations: Matters<Explanation, ExplanationStep>
  who: WhoAnswers
  evidence: EvidenceTaker
  uploads: Pick<Uploads, 'pending' | 'done'>
}): CommandHandler[] {
  function steps<N extends FurtherCommand>(name: N, stepOf: (input: InputOf<N>) => ExplanationStep): CommandHandler {
    const handle = async (
      input: InputOf<N> & { explanation: string; expectedVersion: number },
      commanding: Commanding,
    ) => {
      const kept = await explanations.read(input.explanation)
      const explanation = visibleIn(kept, units.edition)
      checkWithin(commanding, explanation.unit, units)
      const { asker, leader, alsoUnits = [] } = explanation
      // What is corrected is the figure of its own unit, whoever was asked about it.
      if (name === 'correctFigure') {
        for (const unit of alsoUnits) checkWithin(commanding, unit, units)
        // Of a unit that the map in force does not know, the whole city decides.
        if (alsoUnits.length < (kept.alsoUnits ?? []).length) checkWithin(commanding, null, units)
      }
      if (JUDGED.has(name)) checkOver(commanding, explanation.unit, [leader, asker], units)
      const taking = takingOf(commanding, units, explanation.unit, input.expectedVersion)
      return outcomeOf(explanations.plan(explanation.id, stepOf(input), taking), (now) => ({ explanation: now }))
    }
    return carriesOut(name, handle as never)
  }

  return [
    carriesOut('requestExplanation', async (input, commanding) => {
      const code = input.to ?? input.figure.unit
      const unit = units.byCode.get(code)
      if (unit === undefined) throw new Problem('unknownUnit', { unit: quoted(code) })
      const by = actorOf(commanding.principal, code, units)
      const { leader, office } = assignerOf(who, by, code, input.leader)
      const frozen = await evidence.figure(input.figure, seesOf(commanding, units))
      // Whoever is asked, it is about the figure of its own unit: that is not asked about from elsewhere.
      checkWithin(commanding, frozen.unit, units)
      const request = {
        ...{
          question: input.question,
          urgent: input.urgent,
          edition: units.edition,
          lead: code,
          leadName: nameOf(unit),
        },
        ...(office === null ? { asker: leader, leader: null } : { asker: office, leader }),
        evidence: frozen,
      }
      const step = { did: 'request', request } as const
      const planned = explanations.plan(randomId('explanation'), step, takingOf(commanding, units, code))
      return outcomeOf(planned, (explanation) => ({ explanation }))
    }),
    steps('receiveExplanation', () => ({ did: 'receive' })),
    steps('answerExplanation', (input) => ({ did: 'answer', reply: replyOf(input) })),
    steps('acceptExplanation', ({ note }) => ({ did: 'accept', note: note ?? null })),
    steps('askMore', ({ question }) => ({ did: 'askMore', question })),
    steps('correctFigure', ({ value, reason, document }) => ({
      ...{ did: 'correct', value, reason, document: document ?? null },
    })),
    carriesOut('attachToExplanation', async ({ explanation: id, upload }, commanding) => {
      const { unit } = visibleIn(await explanations.read(id), units.edition)
      checkWithin(commanding, unit, units)
      const taking = takingOf(commanding, units, unit)
      const plan = (file: FileRef) => explanations.plan(id, { did: 'attach', file }, taking)
      const matter = { kind: 'explanation', id } as const
      return attachedUpload(uploads, upload, matter, commanding, plan, (explanation) => ({ explanation }))
    }),
    steps('closeExplanation', ({ reason }) => ({ did: 'close', reason })),
  ]
}

function replyOf({ cause, text, objective, measure, targetBy, claimed }: InputOf<'answerExplanation'>): Reply {
  const isWrong = cause === 'wrongFigure'
  const promise = { measure, targetBy: targetBy ?? null }
  return { cause, text, isObjective: objective, ...promise, claimed: isWrong ? (claimed ?? null) : null }
}
