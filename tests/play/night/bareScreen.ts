import { io } from 'socket.io-client'

/** A screen of nothing but the library: how soon it is told the hub's heartbeat again is what a wall's return is held against. */
export interface BareScreen {
  /** Beats of the hub, each with its moment, `performance.now()`: the first after a moment; undefined: none yet. */
  firstBeatAfter(moment: number): number | undefined
  stop(): void
}

/** @param hub address through the cable of a wall; the library comes back as it is delivered, and does not say it is one */
export function connectBareScreen(hub: string, cookie: string | undefined): BareScreen {
  const socket = io(hub, {
    transports: ['websocket'],
    forceNew: true,
    ...(cookie !== undefined && { extraHeaders: { cookie } }),
  })
  let beats: number[] = []
  const heard = () => {
    beats = [...beats.slice(-600), performance.now()]
  }
  socket.on('connect', () => {
    socket.emit('subscribe', { feed: 'hub', scope: { unit: '92' } }, () => heard())
  })
  socket.on('delta', heard)
  socket.on('disconnect', (reason) => {
    // A hub that says goodbye is not called again by the library.
    if (reason === 'io server disconnect') socket.connect()
  })
  return {
    firstBeatAfter: (moment) => beats.find((at) => at > moment),
    stop: () => void socket.disconnect(),
  }
}
