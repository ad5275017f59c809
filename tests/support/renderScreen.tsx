import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type RenderResult, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter, useLocation } from 'react-router'
import { DialogHost } from '../../client/console/parts/DialogHost.tsx'
import { createQueryClient, SESSION_KEY } from '../../client/live/api.ts'
import type { ConnectionState } from '../../client/live/connection.ts'
import { createFeedStore, type FeedStore } from '../../client/live/feedStore.ts'
import { LiveContext } from '../../client/live/LiveContext.ts'
import type { LiveClient } from '../../client/live/liveClient.ts'
import type { Session } from '../../client/live/session.ts'
import { PERMISSIONS, type Permission } from '../../domain/access/permissions.ts'
import type { HubStatus } from '../../domain/hubStatus.ts'
import { ALWAYS_OPEN } from '../../domain/reception.ts'
import { type FeedName, type Feeds, toColumns } from '../../domain/wire.ts'

/** Rows of feeds as the hub would have sent them. */
export type Picture = { readonly [F in FeedName]?: readonly Feeds[F][] }

/** A rendered part, and what can be asked of and told to the screen around it. */
export interface RenderedScreen extends RenderResult {
  /** Ids of the cameras whose frames have been asked for. */
  readonly watched: readonly string[]
  /** What has been asked of the hub. */
  readonly queries: QueryClient
  /** Path and query, as the address bar would show them. */
  address(): string
  /** Rows of a feed as they are from now on. */
  tell<F extends FeedName>(feed: F, rows: readonly Feeds[F][]): void
}

/**
 * Parts of a screen with the real store of feeds behind them, filled once and told anew by the test; no socket. Needs a DOM (`@vitest-environment jsdom`) and
 * `startI18n`.
 * @param now epoch ms on the hub's clock, which stands still
 * @param line whether the hub speaks: it does, unless the test says otherwise
 * @param isTimeKnown whether the hub has said its time; this machine's clock is all there is otherwise
 * @param session who looks at it; nobody in particular, who may do everything everywhere, unless the test says otherwise
 */
export function renderScreen(
  part: ReactNode,
  {
    picture = {},
    path = '/',
    now = 0,
    line = LIVE,
    isTimeKnown = true,
    session = anybody(),
  }: {
    picture?: Picture
    path?: string
    now?: number
    line?: ConnectionState
    isTimeKnown?: boolean
    session?: Session
  } = {},
): RenderedScreen {
  const watched: string[] = []
  const client = stillClient(picture, now, line, isTimeKnown, watched)
  const queries = createQueryClient()
  queries.setQueryData(SESSION_KEY, session)
  let address = path
  const NoteAddress = () => {
    const { pathname, search } = useLocation()
    address = `${pathname}${search}`
    return null
  }
  const result = render(part, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={queries}>
        <LiveContext value={client}>
          <MemoryRouter initialEntries={[path]}>
            <NoteAddress />
            <DialogHost>{children}</DialogHost>
          </MemoryRouter>
        </LiveContext>
      </QueryClientProvider>
    ),
  })
  return {
    ...result,
    ...{ watched, queries, address: () => address },
    tell: (feed, rows) => act(() => put(client.store, feed, rows, now)),
  }
}

const PERMITTED = Object.keys(PERMISSIONS) as Permission[]

/** A session that may do everything in some units, and nothing elsewhere. */
export function sessionOf(
  asker: Partial<NonNullable<Session['principal']>> = {},
  may: Partial<Record<Permission, readonly string[]>> = {},
): Session {
  const none = Object.fromEntries(PERMITTED.map((permission) => [permission, []])) as unknown as Record<
    Permission,
    string[]
  >
  return {
    principal: {
      ...{ is: 'person', id: 'p-1', user: 'an', name: 'Nguyễn An', grants: [], pending: null },
      ...{ session: 's-1', sessionEndsAt: null, hasTotp: false, external: false },
      may: { ...none, ...may },
      ...asker,
    },
    signIn: { oidc: null, passwordRules: { min: 12, kinds: 1, days: null } },
    demo: null,
  }
}

/** Whoever reaches a hub without accounts. */
export function anybody(): Session {
  const everything = Object.fromEntries(PERMITTED.map((permission) => [permission, ['92']]))
  return sessionOf({ is: 'public', id: '', user: null, name: 'public', session: null }, everything)
}

function put<F extends FeedName>(store: FeedStore, feed: F, rows: readonly Feeds[F][], now: number): void {
  store.snapshot({ feed, scope: { unit: '92' }, seq: 0, epoch: 'test', now, rows: toColumns(feed, rows) })
}

/** A hub that hears everything, as it says so itself. */
export function healthyHub(now: number): HubStatus {
  return {
    id: 'hub',
    now,
    startedAt: 0,
    version: 'test',
    edition: '2021',
    broker: 'connected',
    brokerTrouble: null,
    dataGaps: [],
    store: 'ok',
    acceptedPerSecond: 0,
    refusedPerSecond: 0,
    fileProblems: [],
    unknownHolidays: [],
    drill: null,
    logProblem: null,
    clients: 1,
    reception: ALWAYS_OPEN,
  }
}

const LIVE: ConnectionState = { is: 'live', since: 0 }

function stillClient(
  picture: Picture,
  now: number,
  line: ConnectionState,
  isTimeKnown: boolean,
  watched: string[],
): LiveClient {
  const store: FeedStore = createFeedStore({
    scopesOf: () => [{ unit: '92' }],
    nextFrame: (callback) => callback(),
    now: () => 0,
    onBeat: () => undefined,
  })
  put(store, 'hub', [healthyHub(now)], now)
  for (const [feed, rows] of Object.entries(picture) as [FeedName, readonly never[]][]) put(store, feed, rows, now)
  const nothing = () => () => undefined
  return {
    store,
    frames: {
      watch(camera) {
        watched.push(camera)
        return () => undefined
      },
    },
    ticker: { now: () => now, onTick: nothing, corrected: () => undefined },
    connection: () => line,
    onConnection: nothing,
    use: nothing,
    now: () => now,
    moment: () => ({ at: now, isHubs: isTimeKnown }),
    painted: () => undefined,
    holdAround: () => undefined,
    attend: () => undefined,
    look: () => undefined,
    looking: () => undefined,
    onLooking: () => () => undefined,
    dropped: () => 0,
    dataAt: () => now,
    build: () => 'test',
    setHidden: () => undefined,
    start: () => undefined,
    stop: () => undefined,
  }
}
