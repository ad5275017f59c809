// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { useCameInText } from '../../../../client/console/parts/useCameInText.ts'
import { startI18n } from '../../../../client/i18n/startI18n.ts'

const at = Date.parse('2026-12-31T08:38:58+07:00')
const minutes = (count: number) => count * 60_000

beforeAll(startI18n)
afterEach(cleanup)

it.each([
  ['one time where nothing waited', undefined, '08:38 31/12/2026'],
  ['both where it waited', at - 67_000, 'viết lúc 08:37, nhận lúc 08:38 31/12/2026'],
  ['the seconds within one minute', at - 30_000, 'viết lúc 08:38:28, nhận lúc 08:38:58 31/12/2026'],
  ['the day where it waited overnight', at - minutes(600), 'viết lúc 22:38 30/12/2026, nhận lúc 08:38 31/12/2026'],
  [
    'the day at the same minute of another',
    at - minutes(1_440),
    'viết lúc 08:38 30/12/2026, nhận lúc 08:38 31/12/2026',
  ],
])('tells %s', (_, writtenAt, said) => {
  const { result } = renderHook(useCameInText)
  expect(result.current({ at, writtenAt })).toBe(said)
})
