import type { Directive } from '../directives/directive.ts'
import type { Explanation } from '../explanations/explanation.ts'
import type { MatterKind } from '../matters/fact.ts'
import type { Matter } from '../matters/machine.ts'

/** What a unit has handed in and nobody has decided on: when it came, and by when the unit owed it, epoch ms. */
export interface HandedIn {
  readonly at: number
  readonly dueAt: number
}

/** What waits in a matter for a decision, which has no deadline of its own; null where nothing does. */
export function handedIn(kind: MatterKind, matter: Matter): HandedIn | null {
  if (kind === 'directive' && matter.state === 'awaitsApproval') {
    const { completedAt, judgedAt } = matter as Directive
    return completedAt === null ? null : { at: completedAt, dueAt: judgedAt }
  }
  if (kind === 'explanation' && matter.state === 'answered') {
    const { firstAnsweredAt, answerBy } = matter as Explanation
    return firstAnsweredAt === null ? null : { at: firstAnsweredAt, dueAt: answerBy }
  }
  return null
}
