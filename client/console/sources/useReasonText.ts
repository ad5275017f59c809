import { useCallback } from 'react'
import { REFUSALS } from '../../../domain/refusals.ts'
import { useText } from '../../i18n/useText.ts'

/** A reason as people read it; the machine's own word for one that a newer hub gives. */
export function useReasonText(): (reason: string) => string {
  const text = useText()
  return useCallback(
    (reason) => (Object.hasOwn(REFUSALS, reason) ? text(REFUSALS[reason as keyof typeof REFUSALS]) : reason),
    [text],
  )
}
