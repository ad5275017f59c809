import { expect, it } from 'vitest'
import { QUERIES } from '../../../domain/queries/index.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createAudit } from '../../../server/gate/audit.ts'
import { createHttpGate } from '../../../server/gate/http.ts'
import { createApiDocs } from '../../../server/http/apiDocs.ts'
import { answers } from '../../../server/http/route.ts'

const units = UNIT_TREES['2025']
const nobody = () => undefined

it('describes the hub once, by however many of its addresses strangers ask, and tells each the one they asked by', async () => {
  let described = 0
  const query = {
    ...QUERIES.units,
    get summary() {
      described++
      return QUERIES.units.summary
    },
  }
  const clock = { now: () => 0 }
  const docs = createApiDocs({
    gate: createHttpGate({
      principals: { of: nobody, renewCookie: nobody, setCookie: nobody, onChange: nobody },
      units,
      audit: createAudit({ clock, note: nobody }),
      cameraUnit: nobody,
    }),
    routes: [{ ...answers(QUERIES.units, () => ({ edition: '2025' as const, units: [] })), query }],
    health: [],
    exampleOf: () => ({ sensor: 'TG-01', camera: 'MC-1', city: units.city.code }),
    version: 'test',
    clock,
  })
  const from = { address: '203.0.113.9', via: 'http', agent: 'curl' } as const
  const ask = async (origin: string) =>
    String(await docs.page({ language: 'vi', origin, show: '', principal: undefined, from, isGone: () => false }))
  const [first, ...others] = [8080, 8081, 8082].map((port) => `http://10.0.0.7:${port}`)
  const page = await ask(first ?? '')
  const once = described
  expect(once).toBeGreaterThan(0)
  expect(page).toContain(`curl '${first}/api/v1/units`)
  for (const origin of others) expect(await ask(origin)).toBe(page.replaceAll(first ?? '', origin))
  expect(described).toBe(once)
})
