// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { ApiTrouble } from '../../../client/console/parts/ApiTrouble.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { ApiError } from '../../../client/live/api.ts'
import { PROBLEMS, problemSentence } from '../../../domain/problems.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

const shown = (error: Error) =>
  renderScreen(<ApiTrouble error={error} retry={() => undefined} />).container.querySelector('.api-trouble__detail')
    ?.textContent

it('says a problem of the hub in the reader’s language, by its code', async () => {
  const error = new ApiError('Not found', 'No unit has the code "x"', 404, 'unknownUnit', { unit: '"x"' })
  expect(shown(error)).toBe('Không có đơn vị nào mang mã "x"; xem /api/v1/units.')
  cleanup()
  await i18next.changeLanguage('en')
  expect(shown(error)).toBe('No unit has the code "x"; see /api/v1/units.')
})

it('says silence as silence, and what it does not know as it came', () => {
  expect(shown(new ApiError('No answer', 'the hub did not answer', 0))).toBe('Trung tâm không trả lời.')
  cleanup()
  expect(shown(new ApiError('Bad gateway', 'upstream is down', 502))).toBe('upstream is down')
})

it('has a sentence in both languages for every code, also for a moment that is wrong', () => {
  for (const code of Object.keys(PROBLEMS)) {
    const said = problemSentence(code, { fault: 'notJson' })
    expect(said?.vi).not.toBe(said?.en)
  }
  expect(problemSentence('wrongMoment', { name: 'from', text: '"x"', fault: 'noOffset', instead: 'y' })?.vi).toContain(
    'from',
  )
  expect(problemSentence('toString', {})).toBeUndefined()
})
