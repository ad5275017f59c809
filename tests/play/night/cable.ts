import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/**
 * How a cable carries.
 * - `whole`: both ways
 * - `cut`: connections end at once, and none can be made
 * - `stalled`: connections stand, can be made, and carry nothing either way until the cable is whole again
 * - `halfOpen`: what the near end says arrives, and nothing comes back
 */
export type CableState = 'whole' | 'cut' | 'stalled' | 'halfOpen'

/** A line of TCP through which a screen reaches its hub, or a hub its broker. */
export interface Cable {
  readonly port: number
  set(state: CableState): void
  stop(): Promise<void>
}

/** @param to port of this machine at the far end */
export async function layCable(to: number): Promise<Cable> {
  let state: CableState = 'whole'
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket }>()

  function carry({ near, far }: { near: Socket; far: Socket }): void {
    for (const [socket, carries] of [
      [near, state !== 'stalled'],
      [far, state !== 'stalled' && state !== 'halfOpen'],
    ] as const) {
      if (carries) socket.resume()
      else socket.pause()
    }
  }

  const server = createServer((near) => {
    near.on('error', () => undefined)
    if (state === 'cut') {
      near.destroy()
      return
    }
    const far = connect(to, '127.0.0.1')
    const pair = { near, far }
    pairs.add(pair)
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => undefined)
      from.on('data', (bytes) => void into.write(bytes))
      from.on('end', () => into.end())
      from.on('close', () => {
        pairs.delete(pair)
        into.destroy()
      })
    }
    carry(pair)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    port,
    set(next) {
      state = next
      for (const pair of pairs) {
        if (next === 'cut') {
          pair.near.resetAndDestroy()
          pair.far.resetAndDestroy()
        } else carry(pair)
      }
    },
    async stop() {
      for (const { near, far } of pairs) {
        near.destroy()
        far.destroy()
      }
      server.close()
      await once(server, 'close')
    },
  }
}
