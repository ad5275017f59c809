import { expect, it } from 'vitest'
import type { Matter } from '../../../domain/matters/machine.ts'
import { handedIn } from '../../../domain/work/handedIn.ts'
import { directiveRow, explanationRow } from '../../support/directive.ts'

it('what a unit has handed in is told with the deadline that the unit is judged by, until it is decided on', () => {
  const directive = directiveRow('d-1', 500, { state: 'awaitsApproval', completedAt: 700, judgedAt: 500 })
  expect(handedIn('directive', directive as Matter)).toEqual({ at: 700, dueAt: 500 })
  expect(handedIn('directive', { ...directive, state: 'underWay' } as Matter)).toBeNull()
  const explanation = explanationRow('e-1', { state: 'answered', firstAnsweredAt: 300, answerBy: 400 })
  expect(handedIn('explanation', explanation as Matter)).toEqual({ at: 300, dueAt: 400 })
  expect(handedIn('explanation', { ...explanation, state: 'closed' } as Matter)).toBeNull()
})
