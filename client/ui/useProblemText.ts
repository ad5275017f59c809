import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../domain/problems.ts'
import { useText } from '../i18n/useText.ts'
import { ApiError } from '../live/api.ts'

/**
 * Says in the reader's language why the hub refused a question or a command, or that it did not answer.
 * @param asked `command`: without an answer nobody knows whether it was carried out, which is said
 */
export function useProblemText(asked: 'question' | 'command' = 'question'): (error: Error) => string {
  const { t } = useTranslation('common')
  const text = useText()
  return useCallback(
    (error) => {
      if (!(error instanceof ApiError)) return error.message
      const sentence = error.code === undefined ? undefined : problemSentence(error.code, error.params)
      if (sentence !== undefined) return text(sentence)
      // What another version or a proxy says is told as it is: better than nothing.
      return error.status === 0 ? t(asked === 'command' ? 'noAnswerToCommand' : 'noAnswer') : error.message
    },
    [t, text, asked],
  )
}
