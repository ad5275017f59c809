import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ApiError, getJson } from '../../../client/live/api.ts'

let server: Server | undefined

async function hub(answer: RequestListener): Promise<string> {
  const made = createServer(answer)
  server = made
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`
}

afterEach(async () => {
  const ended = server
  server = undefined
  await new Promise<void>((done) => (ended === undefined ? done() : ended.close(() => done())))
})

describe('asking the hub', () => {
  it('gives what it answers', async () => {
    const address = await hub((_request, response) => response.end('{"kpis":[]}'))
    expect(await getJson(address)).toEqual({ kpis: [] })
  })

  it('tells its problem as the hub put it', async () => {
    const address = await hub((_request, response) => {
      response.writeHead(404, { 'content-type': 'application/problem+json' })
      response.end(JSON.stringify({ title: 'Not found', detail: 'no sensor has the id X', status: 404 }))
    })
    const error = await getJson(address).catch((refused: unknown) => refused)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ title: 'Not found', detail: 'no sensor has the id X', status: 404 })
    expect((error as Error).message).toBe('no sensor has the id X')
  })

  it('tells an answer that is no problem document by its status', async () => {
    const address = await hub((_request, response) => {
      response.writeHead(502)
      response.end('<html>bad gateway</html>')
    })
    await expect(getJson(`${address}/x`)).rejects.toMatchObject({ status: 502, detail: `${address}/x answered 502` })
  })

  it('tells an answer that breaks off half way as silence', async () => {
    const address = await hub((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('{"kpis":[', () => response.destroy())
    })
    const error = await getJson(address).catch((broken: unknown) => broken)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 0, detail: 'the hub did not answer' })
  })

  it('tells silence as status 0, and giving up as nothing of the kind', async () => {
    const address = await hub((request) => request.socket.destroy())
    await expect(getJson(address)).rejects.toMatchObject({ status: 0 })
    const giveUp = AbortSignal.abort()
    await expect(getJson(address, giveUp)).rejects.not.toBeInstanceOf(ApiError)
  })
})
