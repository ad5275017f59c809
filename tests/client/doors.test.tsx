// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ConsoleDoor } from '../../client/doors/ConsoleDoor.tsx'
import { returnPath, signInAddress } from '../../client/doors/returnPath.ts'
import { startI18n } from '../../client/i18n/startI18n.ts'
import { useAnswer } from '../../client/live/api.ts'
import { ask } from '../../client/live/ask.ts'
import { FakeProblem, fakeHub } from '../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(cleanup)

describe('where one goes after signing in', () => {
  const origin = 'https://ioc.example'
  it.each([
    ['/alerts?unit=916', '/alerts?unit=916'],
    ['/unit/31117#map', '/unit/31117#map'],
    ['/wall', '/wall'],
  ])('%s is a page of the hub', (to, path) => expect(returnPath(to, origin)).toBe(path))

  it.each([
    null,
    '',
    'alerts',
    '//evil.example/x',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/sign-in?to=%2Fsign-in',
    'https://ioc.example.evil.example/',
  ])('%s is not, and leads to the beginning', (to) => expect(returnPath(to, origin)).toBe('/'))

  it('is carried by the address of the page to sign in', () => {
    const address = signInAddress('/alerts?unit=916&find=a b', 'ended')
    expect(returnPath(new URLSearchParams(address.split('?')[1]).get('to'), origin)).toBe('/alerts?unit=916&find=a%20b')
    expect(signInAddress('/', undefined)).toBe('/sign-in')
  })
})

describe('the door of the console', () => {
  const doors = (session: ReturnType<typeof sessionOf>, path: string) => {
    fakeHub({ queries: { '/session': () => session } })
    return renderScreen(
      <Routes>
        <Route path="/sign-in" element={<p>sign in here</p>} />
        <Route path="*" element={<ConsoleDoor>the console</ConsoleDoor>} />
      </Routes>,
      { session, path },
    )
  }
  const nobody = { ...sessionOf(), principal: null }

  it('leads whoever has not signed in to the page where one does, and keeps the address', async () => {
    const { address } = doors(nobody, '/alerts?unit=916')
    await screen.findByText('sign in here')
    expect(address()).toBe('/sign-in?to=%2Falerts%3Funit%3D916&why=first')
  })

  it('says that a session has ended when the hub says so to whatever is asked, and keeps the address', async () => {
    let session: ReturnType<typeof sessionOf> = sessionOf({}, { 'figures.see': ['92'] })
    fakeHub({
      queries: {
        '/session': () => session,
        '/kpis': () => {
          session = nobody
          throw new FakeProblem('signInFirst')
        },
      },
    })
    const Asks = () => useAnswer(ask('/kpis')).status
    const { address } = renderScreen(
      <Routes>
        <Route path="/sign-in" element={<p>sign in here</p>} />
        <Route
          path="*"
          element={
            <ConsoleDoor>
              <Asks />
            </ConsoleDoor>
          }
        />
      </Routes>,
      { session, path: '/plan?unit=916' },
    )
    await screen.findByText('sign in here')
    expect(address()).toBe('/sign-in?to=%2Fplan%3Funit%3D916&why=ended')
  })

  it('leads there whoever has something left to do first', async () => {
    const { address } = doors(sessionOf({ pending: 'password' }), '/people')
    await screen.findByText('sign in here')
    expect(address()).toContain('to=%2Fpeople')
  })

  it('leads there a screen that is paired as a wall', async () => {
    doors(sessionOf({ is: 'wall', user: null }), '/')
    await screen.findByText('sign in here')
  })
})
