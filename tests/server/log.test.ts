import { expect, it } from 'vitest'
import { createLog } from '../../server/log.ts'

it('tells what an error was, and what caused it', () => {
  const lines: string[] = []
  const log = createLog('warn', { write: (text) => void lines.push(text) })
  const error = new Error('the store refuses', { cause: new Error('disk is full') })
  log.warn({ error }, 'waits')
  const said = JSON.parse(lines.join('')) as { msg: string; error: { message: string; stack: string } }
  expect(said.msg).toBe('waits')
  expect(said.error.message).toContain('the store refuses')
  expect(said.error.message).toContain('disk is full')
  expect(said.error.stack).toContain('log.test.ts')
})
