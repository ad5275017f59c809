import type { OfficeNeed } from './rankOffices.ts'
import type { Tone } from './tone.ts'

/** Colour of an office's badge: in list, picture and map alike. */
export function officeTone(need: OfficeNeed): Tone {
  if (need === 'crowded' || need === 'unstaffed') return 'most'
  return need === 'closed' || need === 'frozen' || need === 'unclear' ? 'little' : 'unjudged'
}
