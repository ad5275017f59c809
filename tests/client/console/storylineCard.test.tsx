// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { StorylineCard } from '../../../client/console/control/StorylineCard.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { PlayedStoryline } from '../../../domain/storylines.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(cleanup)

const NOW = Date.parse('2026-11-30T09:43:28+07:00')
const PLAYED: PlayedStoryline = {
  ...{ storyline: 'badEvening', by: 'Trần Thu Hà' },
  ...{ at: NOW - 28_000, until: NOW + 5 * MINUTE_MS },
}

it('says at once who began the drill that is under way, and since when, to whoever was second', async () => {
  let running: PlayedStoryline | null = null
  fakeHub({
    queries: { '/storyline': () => ({ running }) },
    commands: {
      startStoryline() {
        running = PLAYED
        throw new FakeProblem('drillUnderWay', { by: PLAYED.by, at: PLAYED.at })
      },
    },
  })
  renderScreen(<StorylineCard />, {
    now: NOW,
    session: { ...sessionOf({ name: 'Nguyễn An' }, { 'walls.steer': ['92'] }), demo: [] },
  })
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Bắt đầu diễn tập' })
  await waitFor(() => expect(button.disabled).toBe(false))
  await act(async () => fireEvent.click(button))
  expect((await screen.findByRole('alert')).textContent).toContain('Diễn tập đang diễn ra: Trần Thu Hà bắt đầu lúc')
  expect(screen.getByRole('status').textContent).toContain('Trần Thu Hà bắt đầu lúc 09:43')
  expect(screen.queryByRole('button', { name: 'Bắt đầu diễn tập' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Kết thúc ngay' })).toBeTruthy()
})
