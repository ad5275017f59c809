import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../domain/alerts/alert.ts'
import { SHOWS_MOST_FIRST } from '../../../domain/cameras/camera.ts'

/** A value that speaks for an alert, as it is read: a number as it is, the state of a camera in words. */
export function useEvidenceValue(): (value: Evidence['value']) => string {
  const { t } = useTranslation()
  return useCallback(
    (value) => {
      const state = SHOWS_MOST_FIRST.find((each) => each === value)
      return state === undefined ? value : t(`camera.${state}`)
    },
    [t],
  )
}
