// @vitest-environment jsdom

import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AccountMenu } from '../../../client/console/access/AccountMenu.tsx'
import { Forbidden } from '../../../client/console/access/Forbidden.tsx'
import { MANAGED_PAGES, PAGE_PERMISSIONS } from '../../../client/console/access/pagePermission.ts'
import { useHome } from '../../../client/console/access/useOpenable.ts'
import { AccountPage } from '../../../client/console/account/AccountPage.tsx'
import { agentName } from '../../../client/console/people/agentName.ts'
import { CreatePerson } from '../../../client/console/people/CreatePerson.tsx'
import { PeoplePage } from '../../../client/console/people/PeoplePage.tsx'
import { PersonPage } from '../../../client/console/people/PersonPage.tsx'
import { WallsPage } from '../../../client/console/people/WallsPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { PERMISSIONS } from '../../../domain/access/permissions.ts'
import { rolesThatMay } from '../../../domain/access/roles.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  fillDomGaps()
  startI18n()
})
afterEach(cleanup)

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-29T09:05:00+07:00')
const PERSON = {
  ...{ id: 'p-2', user: 'binh', name: 'Trần Bình', grants: [{ role: 'operator' as const, place: '92' }], otherMap: [] },
  ...{ createdAt: AT, lastSignInAt: null, hasTotp: true, mustChange: false },
  ...{ lockedUntil: null, disabledAt: null, external: false, demo: false },
}
const type = (label: string | RegExp, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('one’s own account', () => {
  const saidOf = (demo: NonNullable<ReturnType<typeof sessionOf>['demo']> | null) => {
    fakeHub({ queries: { '/units': () => ({ units: units.all, edition: '2021' }) } })
    const session = { ...sessionOf({ external: true }), demo }
    return renderScreen(<AccountPage />, { path: '/account', now: AT, session }).container
  }

  it('of the demo says so, and speaks of no other system that nobody has set up', () => {
    const sees = { vi: '', en: '' }
    const { textContent } = saidOf([{ user: 'an', name: 'Nguyễn An', role: 'operator', place: '92', sees }])
    expect(textContent).toContain('Tài khoản của bản trình diễn')
    expect(textContent).not.toContain('hệ thống đăng nhập chung')
  })

  it('of an identity provider says where its password is changed', () => {
    expect(saidOf(null).textContent).toContain('mật khẩu được đổi ở hệ thống đó')
  })
})

it('of those who can sign in, whoever waits for a password of their own is counted apart', async () => {
  const waiting = { ...PERSON, id: 'p-3', user: 'moi', name: 'Lê Mới', mustChange: true }
  fakeHub({ queries: { '/people': () => ({ people: [PERSON, waiting] }) } })
  const session = sessionOf({}, { 'people.manage': ['92'] })
  const { container } = renderScreen(<PeoplePage units={units} />, { path: '/people', now: AT, session })
  await waitFor(() => expect(container.textContent).toMatch(/Đang dùng được\s*1(?!\d)/))
  expect(container.textContent).toMatch(/Chờ đặt mật khẩu\s*1(?!\d)/)
})

describe('creating a person', () => {
  it('sends name, user and roles, and shows the first password', async () => {
    const sent = fakeHub({ commands: { createPerson: () => ({ id: 'p-9', password: 'mèo-trên-mái-7' }) } })
    renderScreen(<CreatePerson units={units} close={() => undefined} />)
    type('Họ tên', 'Nguyễn Văn An')
    type('Tên đăng nhập', 'an.nguyen')
    press('Thêm vai trò')
    const [, role] = screen.getAllByLabelText('Vai trò')
    fireEvent.change(role as HTMLElement, { target: { value: 'admin' } })
    const [, place] = screen.getAllByLabelText('Nơi phụ trách')
    fireEvent.change(place as HTMLElement, { target: { value: '31117' } })
    // What an administrator of one commune may not, says so.
    expect(screen.getByText(/Chỉ giữ cho toàn thành phố mới được: .*quản lý tài khoản/)).toBeTruthy()
    press('Lập tài khoản')
    await screen.findByText('mèo-trên-mái-7')
    expect(sent[0]?.input).toEqual({
      user: 'an.nguyen',
      name: 'Nguyễn Văn An',
      grants: [
        { role: 'operator', place: '92' },
        { role: 'admin', place: '31117' },
      ],
    })
  })

  it('says why it was refused, and keeps what was typed', async () => {
    fakeHub({
      commands: {
        createPerson() {
          throw new FakeProblem('userTaken', { user: 'an.nguyen' })
        },
      },
    })
    renderScreen(<CreatePerson units={units} close={() => undefined} />)
    type('Họ tên', 'Nguyễn Văn An')
    type('Tên đăng nhập', 'an.nguyen')
    press('Lập tài khoản')
    await screen.findByText('Đã có người dùng tên đăng nhập an.nguyen.')
    expect(screen.getByDisplayValue('Nguyễn Văn An')).toBeTruthy()
  })
})

describe('a person', () => {
  const open = (session = sessionOf({ id: 'p-1' })) => {
    const sent = fakeHub({
      queries: { '/people': () => ({ people: [PERSON] }), '/people/p-2/sessions': () => ({ sessions: [] }) },
      commands: { resetPassword: () => ({ password: 'mới-tinh-42' }), disablePerson: () => ({}) },
    })
    renderScreen(<PersonPage id="p-2" units={units} />, { session, now: AT })
    return sent
  }

  it('is given a new password only after the question, and it is shown once', async () => {
    const sent = open()
    fireEvent.click(await screen.findByRole('button', { name: 'Cấp mật khẩu mới' }))
    expect(sent).toEqual([])
    expect(screen.getByText(/Cấp mật khẩu mới cho Trần Bình\?/)).toBeTruthy()
    type('Mật khẩu hoặc mã xác thực của bạn', '123456')
    const [, confirm] = screen.getAllByRole('button', { name: 'Cấp mật khẩu mới' })
    fireEvent.click(confirm as HTMLElement)
    await screen.findByText('mới-tinh-42')
    expect(sent[0]).toMatchObject({ name: 'resetPassword', input: { person: 'p-2', proof: '123456' } })
  })

  it('who is an administrator is reset by who types their own password or a code again', async () => {
    const sent = fakeHub({
      queries: {
        '/people': () => ({ people: [{ ...PERSON, hasTotp: true, grants: [{ role: 'admin', place: '92' }] }] }),
        '/people/p-2/sessions': () => ({ sessions: [] }),
      },
      commands: { resetTotp: () => ({}) },
    })
    renderScreen(<PersonPage id="p-2" units={units} />, { session: sessionOf({ id: 'p-1' }), now: AT })
    fireEvent.click(await screen.findByRole('button', { name: 'Bỏ mã hai lớp' }))
    type('Mật khẩu hoặc mã xác thực của bạn', '123456')
    const [, confirm] = screen.getAllByRole('button', { name: 'Bỏ mã hai lớp' })
    fireEvent.click(confirm as HTMLElement)
    await vi.waitFor(() => expect(sent[0]?.input).toEqual({ person: 'p-2', proof: '123456' }))
  })

  it('whose role is for a unit of another map of units is shown with that map, and what to do', async () => {
    const otherMap = [
      {
        ...{ role: 'officer' as const, edition: '2021' as const, place: '31183' },
        name: { vi: 'phường Long Tuyền', en: 'Long Tuyền Ward' },
      },
    ]
    const sent = fakeHub({
      queries: {
        '/people': () => ({ people: [{ ...PERSON, otherMap }] }),
        '/people/p-2/sessions': () => ({ sessions: [] }),
      },
      commands: { setGrants: () => ({}) },
    })
    renderScreen(<PersonPage id="p-2" units={UNIT_TREES['2025']} />, { session: sessionOf({ id: 'p-1' }), now: AT })
    await screen.findByText(/phường Long Tuyền \(thuộc bản đồ đơn vị 2021\)/)
    expect(screen.getByText(/không cho quyền gì. Hãy giao lại/)).toBeTruthy()
    press('Bỏ vai trò cũ')
    const [, confirm] = screen.getAllByRole('button', { name: 'Bỏ vai trò cũ' })
    fireEvent.click(confirm as HTMLElement)
    await vi.waitFor(() => expect(sent[0]?.input).toEqual({ person: 'p-2', grants: PERSON.grants, dropOtherMap: true }))
  })

  it('is not offered to lock themselves out', async () => {
    open(sessionOf({ id: 'p-2' }))
    await screen.findByText('Truy cập')
    expect(screen.queryByRole('button', { name: 'Khóa tài khoản' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Cấp mật khẩu mới' })).toBeNull()
  })
})

describe('what a role may open', () => {
  it('a page that is not for it says what it needs and which roles have that', () => {
    renderScreen(<Forbidden permission="people.manage" unit={undefined} />, {
      session: sessionOf({ grants: [{ role: 'operator', place: '92' }] }),
    })
    expect(screen.getByText('Trang này cần quyền “Quản lý tài khoản, quyền và khóa truy cập”.')).toBeTruthy()
    expect(screen.getByText('Vai trò có quyền đó: Quản trị.')).toBeTruthy()
    expect(screen.getByText('Vai trò của bạn: Trực ban, Thành phố Cần Thơ.')).toBeTruthy()
  })

  it('some role may open every page, and a wall is none of them', () => {
    for (const permission of Object.values(PAGE_PERMISSIONS)) {
      expect(permission === null || rolesThatMay(permission).length > 0).toBe(true)
    }
    for (const permission of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]) {
      expect(rolesThatMay(permission)).not.toContain('wall')
    }
  })

  it('the console opens at the city, at the unit one answers for, or at what one manages', () => {
    const Home = () => JSON.stringify(useHome())
    const homeOf = (may: Parameters<typeof sessionOf>[1]) => {
      const { container } = renderScreen(<Home />, { session: sessionOf({}, may) })
      return JSON.parse(container.textContent ?? '')
    }
    expect(homeOf({ 'figures.see': ['92'] })).toEqual({ is: 'city' })
    expect(homeOf({ 'figures.see': ['31117'] })).toEqual({ is: 'unit', code: '31117' })
    expect(homeOf({ 'people.manage': ['92'], 'devices.see': ['92'] })).toEqual({ is: MANAGED_PAGES[0] })
  })

  it('the menu has who one is, what one manages, and the way out; without accounts there is none', async () => {
    const asker = { grants: [{ role: 'admin' as const, place: '92' }], name: 'Đỗ Khang' }
    const sent = fakeHub({ commands: { signOut: () => ({}) } })
    renderScreen(<AccountMenu settings={null} />, { session: sessionOf(asker, { 'people.manage': ['92'] }) })
    press(/Đỗ Khang/)
    expect(screen.getByText('Quản trị, Thành phố Cần Thơ')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Người dùng' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Màn hình lớn' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Tài khoản của tôi' })).toBeTruthy()
    press('Đăng xuất')
    await vi.waitFor(() => expect(sent[0]?.name).toBe('signOut'))
    cleanup()
    renderScreen(<AccountMenu settings={null} />)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
    'Chrome 143, Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
    'Edge 143, Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140, Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari 18, iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36',
    'Chrome 143, Android',
  ],
  ['curl/8.5', undefined],
])('a browser is called what people call it: %s', (agent, name) => expect(agentName(agent)).toBe(name))

it('people of the demo are marked as such, and nothing of them is offered to be changed', async () => {
  fakeHub({
    queries: {
      '/people': () => ({ people: [{ ...PERSON, id: 'demo-lead', name: 'Trần Thu Hà', demo: true }] }),
      '/people/demo-lead/sessions': () => ({ sessions: [] }),
    },
  })
  renderScreen(<PersonPage id="demo-lead" units={units} />)
  await screen.findByText(/Tài khoản của bản trình diễn: vào bằng một lần bấm/)
  for (const name of ['Lưu', 'Cấp mật khẩu mới', 'Khóa tài khoản'])
    expect(screen.queryByRole('button', { name })).toBeNull()
})

it('the demo, whose walls open without pairing, does not say that there are none', async () => {
  fakeHub({ queries: { '/walls': () => ({ walls: [], waiting: 0 }) } })
  const said = /mở ra ngay, không cần ghép/
  renderScreen(<WallsPage units={UNIT_TREES['2021']} />, { path: '/walls' })
  await screen.findByText('Chưa ghép màn hình nào.')
  expect(screen.queryByText(said)).toBeNull()
  cleanup()
  const session = { ...sessionOf(), demo: [] }
  renderScreen(<WallsPage units={UNIT_TREES['2021']} />, { path: '/walls', session })
  expect(await screen.findByText(said)).toBeTruthy()
})
