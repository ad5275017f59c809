import { io, type Socket } from 'socket.io-client'
import type { ClientToHub, HubToClient } from '../../domain/wire.ts'
import type { Connection, ConnectionState } from './connection.ts'

/** The hub speaks every second. After this silence the line is dead, whatever the socket believes. */
const SILENCE_MS = 6_000
const ANSWER_WITHIN_MS = 10_000

/** The only module that knows Socket.IO. Reconnects for ever, with jitter so that 200 screens do not come back in one instant. */
export function connectSocket(): Connection {
  const socket: Socket<HubToClient, ClientToHub> = io({
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  })
  const stateListeners: ((state: ConnectionState) => void)[] = []
  let state: ConnectionState = { is: 'connecting' }
  let heardAt = performance.now()

  function setState(next: ConnectionState): void {
    if (next.is === state.is) return
    state = next
    for (const listener of stateListeners) listener(state)
  }

  socket.on('connect', () => {
    heardAt = performance.now()
    setState({ is: 'live', since: Date.now() })
  })
  socket.on('disconnect', (reason) => {
    setState({ is: 'lost', since: Date.now() })
    // The library comes back by itself from everything but being sent away.
    if (reason === 'io server disconnect') socket.connect()
  })
  socket.on('connect_error', () => {
    if (state.is === 'connecting') setState({ is: 'lost', since: Date.now() })
  })
  socket.on('delta', () => {
    heardAt = performance.now()
  })
  const watchdog = setInterval(() => {
    if (socket.connected && performance.now() - heardAt > SILENCE_MS) socket.io.engine.close()
  }, 1_000)

  return {
    async subscribe(feed, scope) {
      const answer = await socket.timeout(ANSWER_WITHIN_MS).emitWithAck('subscribe', { feed, scope })
      heardAt = performance.now()
      if (!answer.ok) throw new Error(answer.reason)
      return answer.snapshot
    },
    unsubscribe(feed, scope) {
      if (socket.connected) socket.emit('unsubscribe', { feed, scope })
    },
    watch(cameras) {
      if (socket.connected) socket.emit('watch', [...cameras], () => undefined)
    },
    onDelta: (listener) => void socket.on('delta', listener),
    onFrame: (listener) =>
      void socket.on('frame', (head, jpeg, taken) => {
        heardAt = performance.now()
        listener(head, jpeg, taken)
      }),
    onState(listener) {
      stateListeners.push(listener)
      listener(state)
    },
    close() {
      clearInterval(watchdog)
      socket.disconnect()
    },
  }
}
