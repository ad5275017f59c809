import { expect, it } from 'vitest'
import { startHub } from '../../support/hub.ts'
import { visitor } from '../../support/signIn.ts'

it('a wall of the demo is the same after the hub was started again', async () => {
  const hub = await startHub({ IOC_DEMO: '1' }, undefined, 'accounts')
  const cookies = new Map<string, string>()
  const wall = visitor(hub, cookies)
  expect((await wall.command('openDemoWall')).status).toBe(200)
  const seen = async () => (await wall.get('/session')).body.principal
  const before = await seen()
  expect(before).toMatchObject({ is: 'wall', id: 'demo-wall' })
  await hub.restart()
  expect(await seen()).toEqual(before)
  await hub.stop()
})
