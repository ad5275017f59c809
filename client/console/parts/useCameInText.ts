import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatMoment, formatSeconds } from '../../ui/format.ts'

/** When something came in, and when it had been written where it waited for a line; epoch ms. */
export interface CameIn {
  readonly at: number
  readonly writtenAt?: number | undefined
}

/**
 * Tells when something came in: `08:38 31/12/2026`, and of what waited for a line first when it was written, so that it is read in its place among what
 * others did meanwhile.
 */
export function useCameInText(): (came: CameIn) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ at, writtenAt }) => {
      const received = formatDateTime(at)
      if (writtenAt === undefined) return received
      const written = formatMoment(writtenAt, at)
      // Within one minute the seconds tell them apart.
      return received.startsWith(written)
        ? t('cameIn', { written: formatSeconds(writtenAt), at: received.replace(written, formatSeconds(at)) })
        : t('cameIn', { written, at: received })
    },
    [t],
  )
}
