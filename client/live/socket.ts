import { io, type Socket } from 'socket.io-client'
import { type ClientToHub, type HubToClient, SIGN_IN_FIRST, TOO_MANY_SCREENS } from '../../domain/wire.ts'
import { isWallPage } from './api.ts'
import type { Connection, ConnectionEvents } from './connection.ts'

const ANSWER_WITHIN_MS = 10_000
/** First pause before trying again; doubled each time up to the longest, and spread by half so that screens do not come back in step. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5_000
/** Of a window that is one too many. */
const FULL_PAUSE_MS = 3_000
/** Of a wall's screens, which are few and looked at by everybody. */
const LONGEST_PAUSE_OF_WALL_MS = 1_500

/** The line to the hub that served the page, by Socket.IO. The only module that knows it. */
export function createSocket(random: () => number): Connection {
  const socket: Socket<HubToClient, ClientToHub> = io({
    autoConnect: false,
    auth: { wall: isWallPage() },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: FIRST_PAUSE_MS,
    reconnectionDelayMax: isWallPage() ? LONGEST_PAUSE_OF_WALL_MS : LONGEST_PAUSE_MS,
    randomizationFactor: 0.5,
    timeout: ANSWER_WITHIN_MS,
  })
  let comeBack: ReturnType<typeof setTimeout> | undefined

  function listen(events: ConnectionEvents): void {
    socket.on('connect', () => events.connected())
    socket.on('disconnect', (reason) => {
      events.disconnected()
      // A hub that says goodbye is not called again by the library; it is restarting, and we want to be back.
      if (reason === 'io server disconnect') connectSoon()
    })
    socket.on('connect_error', ({ message }) => {
      if (message === SIGN_IN_FIRST) events.refused()
      if (message === TOO_MANY_SCREENS) events.full()
      if (!socket.active) connectSoon(message === TOO_MANY_SCREENS ? FULL_PAUSE_MS : FIRST_PAUSE_MS)
    })
    socket.on('ended', () => events.narrowed())
    socket.on('delta', (delta) => events.delta(delta))
    socket.on('looking', (looking) => events.looking(looking))
    socket.on('frame', (head, jpeg, taken) => events.frame(head, jpeg, taken))
  }

  /** The machine has its network again: the pause that the library had come to by then is not waited for. */
  function onOnline(): void {
    if (socket.connected) return
    socket.disconnect()
    connectSoon()
  }

  function connectSoon(firstMs = FIRST_PAUSE_MS): void {
    clearTimeout(comeBack)
    comeBack = setTimeout(() => socket.connect(), firstMs * (1 + random() * 3))
  }

  return {
    start(events) {
      listen(events)
      addEventListener('online', onOnline)
      socket.connect()
    },
    stop() {
      clearTimeout(comeBack)
      removeEventListener('online', onOnline)
      socket.removeAllListeners()
      socket.disconnect()
    },
    restart() {
      socket.disconnect()
      connectSoon()
    },
    subscribe(feed, scope, answer) {
      // A callback, not a promise: a promise's continuation would run after the deltas of the same packet.
      socket.timeout(ANSWER_WITHIN_MS).emit('subscribe', { feed, scope }, (error, reply) => {
        answer(error === null ? reply : undefined)
      })
    },
    unsubscribe(feed, scope) {
      if (socket.connected) socket.emit('unsubscribe', { feed, scope })
    },
    watch(cameras) {
      if (socket.connected) socket.emit('watch', cameras, () => undefined)
    },
    askTime(answer) {
      // One that waited for a line would measure the wait.
      if (!socket.connected) return
      socket.volatile.emit('time', null, (reply) => {
        if (reply.ok) answer(reply.now)
      })
    },
    painted(report) {
      // What is not heard now is told by the next report: nothing of it waits.
      if (socket.connected) socket.volatile.emit('painted', report, () => undefined)
    },
    look(matter) {
      if (socket.connected) socket.emit('look', matter)
    },
    attend(wall) {
      if (socket.connected) socket.emit('attend', wall)
    },
  }
}
