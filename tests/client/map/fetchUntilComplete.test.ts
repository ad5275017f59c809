import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { fetchUntilComplete } from '../../../client/map/fetchUntilComplete.ts'

it('asks again for a file that is refused, empty, or breaks off half way, and pauses longer each time', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    if (asked === 1) response.writeHead(503).end()
    else if (asked === 2) response.writeHead(200, { 'content-length': 0 }).end()
    else if (asked === 3) {
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('half', () => response.destroy())
    } else response.end('the whole of it')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const pauses: number[] = []
  await fetchUntilComplete(`http://127.0.0.1:${(server.address() as AddressInfo).port}/worker.mjs`, (attempt) => {
    pauses.push(attempt)
    return 1
  })
  expect(asked).toBe(4)
  expect(pauses).toEqual([0, 1, 2])
  await new Promise((done) => server.close(done))
})
