import type { satisfaction as declared } from '../../domain/systems/satisfaction.ts'
import { ofOffice } from './systemModel.ts'

/** Share of people who press a button when their dossier is done. */
const ANSWERS = 0.42

/** The three buttons. Who waits long for a result is less content: dissatisfaction follows the commune's lateness. */
export const satisfaction = ofOffice<keyof typeof declared.counts>((ledger, at) => {
  const { early, onTime, late } = ledger.resolved(at)
  const answers = Math.floor((early + onTime + late) * ANSWERS)
  const dissatisfied = Math.round(answers * Math.min(0.22, 0.07 + 0.8 * ledger.profile.late(0)))
  const verySatisfied = Math.floor((answers - dissatisfied) * (0.35 + 0.3 * ledger.profile.digitises))
  return { verySatisfied, satisfied: answers - dissatisfied - verySatisfied, dissatisfied }
})
