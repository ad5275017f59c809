// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { useFromRow } from '../../../client/live/useLive.ts'
import { water } from '../../../client/scenes/water.ts'
import { AlertBanner, useCallingAlert } from '../../../client/wall/steering/AlertBanner.tsx'
import { usePreviewed, useSteered, useWhyBeside, type Why } from '../../../client/wall/steering/programmes.ts'
import { usePreview, useSteeredWall } from '../../../client/wall/steering/useSteeredWall.ts'
import { WhyLine } from '../../../client/wall/steering/WhyLine.tsx'
import { WallBanner } from '../../../client/wall/WallBanner.tsx'
import { WallClock } from '../../../client/wall/WallHead.tsx'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import type { SceneView } from '../../../domain/walls/viewAddress.ts'
import { alertRow } from '../../support/alert.ts'
import { healthyHub, renderScreen, sessionOf } from '../../support/renderScreen.tsx'
import { takeOf, wallReport, wallState } from '../../support/wallState.ts'

beforeAll(() => {
  startI18n()
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
})
afterEach(cleanup)

const NOW = Date.parse('2026-11-30T09:12:00+07:00')

/** What a wall's page would show. */
function Probe() {
  const wall = useSteeredWall()
  const { shows } = usePreview()
  if (shows !== undefined) return <Previewed shows={shows} />
  return wall.is === 'steered' ? <Steered state={wall.state} /> : <p>{wall.is}</p>
}

function Previewed({ shows }: { shows: SceneView }) {
  const { scene, view, why } = usePreviewed(shows)
  const { focus } = view
  return (
    <>
      <p data-testid="scene">{`${scene?.id} ${focus.unit ?? ''}`}</p>
      {why !== undefined && <WhyLine why={why} />}
    </>
  )
}

function Steered({ state }: { state: WallStateRow }) {
  const { programme, isUnknownScene } = useSteered(state)
  const { scene, scenes, view } = programme
  const machines = useFromRow('wallReports', `${state.wall}/1`, (report) => report?.machines ?? 0)
  const why = useWhyBeside(programme.why, machines)
  const { focus } = view
  const alert = useCallingAlert(state)
  return (
    <>
      <p data-testid="scene">{`${scene?.id} ${focus.unit ?? ''}`}</p>
      <p data-testid="turning">{scenes.length}</p>
      <p data-testid="fault">{String(isUnknownScene)}</p>
      {why !== undefined && <WhyLine why={why} />}
      {alert !== undefined && <AlertBanner alert={alert} />}
    </>
  )
}

function show(rows: readonly WallStateRow[], path = '/wall/phong-hop', as?: string) {
  return renderScreen(
    <Routes>
      <Route path="/wall/:name?" element={<Probe />} />
    </Routes>,
    {
      picture: { wallStates: rows },
      path,
      now: NOW,
      ...(as !== undefined && { session: sessionOf({ is: 'wall', id: as }, { 'walls.see': ['92'] }) }),
    },
  )
}

const scene = () => screen.getByTestId('scene').textContent?.trim()
const why = () => document.querySelector('.wall-why')?.textContent

describe('a wall', () => {
  it('turns its programme and says nothing of why', () => {
    show([wallState([], { at: NOW })])
    expect(scene()).toBe('city')
    expect(screen.getByTestId('turning').textContent).toBe('8')
    expect(why()).toBeUndefined()
  })

  it('says of a screen that two machines show it, whatever else there is to say of what stands there', async () => {
    const two = wallReport(NOW, { machines: 2 })
    const page = show([wallState([], { at: NOW })])
    page.tell('wallReports', [two])
    await waitFor(() => expect(why()).toBe('2 máy cùng chạy màn hình này'))
    page.tell('wallStates', [wallState([takeOf({ why: 'Triều cường' })], { at: NOW })])
    await waitFor(() =>
      expect(why()).toBe(
        '2 máy cùng chạy màn hình này · Nguyễn An đưa lên lúc 09:11 · Triều cường · giữ đến khi được trả lại',
      ),
    )
    page.tell('wallReports', [{ ...two, machines: 1 }])
    await waitFor(() => expect(why()).toBe('Nguyễn An đưa lên lúc 09:11 · Triều cường · giữ đến khi được trả lại'))
  })

  it('shows what somebody put up, says who, why and until when, and follows a command that it hears late in its next frame', async () => {
    const until = NOW + 30 * 60_000
    const page = show([wallState([takeOf({ why: 'Triều cường', until })], { at: NOW, by: 'Trần Hà' })])
    expect(scene()).toBe('water')
    expect(why()).toBe('Trần Hà đưa lên lúc 09:11 · Triều cường · trả lại lúc 09:42')
    page.tell('wallStates', [wallState([takeOf({ scene: 'commune', focus: { unit: '31135' } })], { at: NOW })])
    await waitFor(() => expect(scene()).toBe('commune 31135'))
    expect(why()).toBe('Nguyễn An đưa lên lúc 09:11 · giữ đến khi được trả lại')
    page.tell('wallStates', [wallState([takeOf(), { is: 'release' }], { at: NOW })])
    await waitFor(() => expect(why()).toBeUndefined())
  })

  it('says that its programme stands still, and that a drill or an alert has it', async () => {
    const page = show([wallState([{ is: 'pause', until: null }], { at: NOW })])
    expect(why()).toBe('Nguyễn An dừng chuyển cảnh · giữ đến khi được trả lại')
    page.tell('wallStates', [wallState([takeOf({ level: 'storyline' })], { at: NOW })])
    await waitFor(() => expect(why()).toContain('Diễn tập, Nguyễn An bắt đầu lúc 09:11'))
    page.tell('wallStates', [wallState([takeOf({ level: 'emergency', cause: 'a-1', why: 'Cháy chợ' })], { at: NOW })])
    await waitFor(() =>
      expect(why()).toBe('Cảnh báo khẩn cấp, đưa lên lúc 09:11 · Cháy chợ · giữ đến khi được trả lại'),
    )
  })

  it('shows another scene in place of one that its build does not have, and says so', () => {
    const [taken] = [wallState([takeOf()], { at: NOW })]
    const takes = taken?.takes.map((take) => ({ ...take, scene: 'gone' })) ?? []
    show([{ ...wallState([takeOf()], { at: NOW }), takes }])
    expect(scene()).toBe('city')
    expect(screen.getByTestId('fault').textContent).toBe('true')
    expect(why()).toContain('không có cảnh “gone”')
  })

  it('is the one that the address names, by name or id, or whose machine this is', () => {
    const rows = [
      wallState([], { at: NOW }),
      wallState([takeOf({ scene: 'air' })], { at: NOW, wall: 'w-2', name: 'Sảnh tầng 1' }),
    ]
    show(rows, '/wall/sanh-tang-1')
    expect(scene()).toBe('air')
    cleanup()
    show(rows, '/wall/w-2')
    expect(scene()).toBe('air')
    cleanup()
    show(rows, '/wall', 'w-2')
    expect(scene()).toBe('air')
    cleanup()
    show(rows, '/wall')
    expect(screen.getByText('free')).toBeTruthy()
    cleanup()
    show(rows, '/wall/nowhere')
    expect(screen.getByText('unknown')).toBeTruthy()
  })

  it('is looked at before something is put up, and says that it is a preview', () => {
    show([wallState([], { at: NOW })], '/wall/phong-hop?preview&scene=commune&unit=31135')
    expect(scene()).toBe('commune 31135')
    expect(why()).toBe('Xem trước, chưa đưa lên màn hình')
  })

  it('gives one pane to the latest critical alert that nobody has taken on, where it is set so', () => {
    const alerts = [
      alertRow('a', { severity: 'critical', raisedAt: NOW - 60_000, title: { vi: 'Cháy chợ', en: 'Fire' } }),
      alertRow('b', { severity: 'major', raisedAt: NOW }),
      alertRow('c', {
        severity: 'critical',
        raisedAt: NOW,
        handling: 'acknowledged',
        acknowledgedAt: NOW,
        acknowledgedBy: 'An',
      }),
    ]
    const page = show([wallState([], { at: NOW })])
    page.tell('alerts', alerts)
    expect(screen.getByRole('alert').textContent).toContain('Cháy chợ')
    expect(screen.getByRole('alert').textContent).toContain('từ 09:11')
    page.tell('wallStates', [wallState([], { at: NOW, onCritical: 'nothing' })])
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

it('says on every wall that a drill goes on, whoever holds it: beside the clock, and with the alert across it', () => {
  const picture = (drill: 'badEvening' | null) => ({
    hub: [{ ...healthyHub(NOW), drill }],
    alerts: [alertRow('a', { severity: 'critical', raisedAt: NOW, subject: 'sensor', subjectId: 's' })],
  })
  const shown = (drill: 'badEvening' | null) => {
    const { container } = renderScreen(
      <>
        <WallClock scene={water} scenes={[water]} dwellMs={0} />
        <WallBanner wall={wallState([], { at: NOW })} onStands={() => undefined} />
      </>,
      { now: NOW, picture: picture(drill) },
    )
    const said = [container.querySelector('.heartbeat')?.textContent, screen.getByRole('alert').textContent]
    cleanup()
    return said
  }
  const [calm, alone] = shown(null)
  expect(calm).not.toContain('Diễn tập')
  expect(alone).not.toContain('Đang diễn tập')
  const [clock, banner] = shown('badEvening')
  expect(clock).toContain('Diễn tập')
  expect(clock).toContain('Mô phỏng')
  expect(banner).toContain('Đang diễn tập')
})

describe('why something stands on a wall', () => {
  const said = (of: Why) => {
    renderScreen(<WhyLine why={of} />, { now: NOW })
    const text = why()
    cleanup()
    return text
  }
  const taken = (inDrill: boolean): Why => ({
    is: 'taken',
    take: {
      ...{ level: 'emergency' as const, scene: 'water', focus: {}, filter: {}, moment: null, why: null, by: 'hub' },
      ...{ at: NOW, until: null, cause: 'alert-1', isOfDrill: false, inDrill },
    },
  })

  it('says of an alert that came in a drill that it is one, and of no other', () => {
    expect(said(taken(true))).toMatch(/^Đang diễn tập · Cảnh báo khẩn cấp, đưa lên lúc /)
    expect(said(taken(false))).toMatch(/^Cảnh báo khẩn cấp, đưa lên lúc /)
  })

  it('says in a window that was opened to look that it is not the wall, beside whatever has put up what it shows', () => {
    expect(said({ is: 'look', isLook: true })).toBe('Chỉ xem: cửa sổ này không phải màn hình lớn')
    expect(said({ ...taken(false), isLook: true })).toMatch(
      /^Cảnh báo khẩn cấp, đưa lên lúc .* · Chỉ xem: cửa sổ này không phải màn hình lớn$/,
    )
  })
})
