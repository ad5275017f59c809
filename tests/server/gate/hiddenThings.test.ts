import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import type { Command } from '../../../domain/commands/command.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { PERSON_ROLES } from '../../../domain/people/person.ts'
import { dayOf } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertOfEvent } from '../../support/alertOfEvent.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { personWith } from '../../support/people.ts'
import { postCommand } from '../../support/postCommand.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const LEADER = personWith('leader', CITY)
const OPERATOR = personWith('operator', CITY)

let principal: Principal | undefined = LEADER
let hub: TestHub
let publisher: Publisher
/** Ids of things that lie elsewhere, and of such as are nowhere, by the field that names them. */
let elsewhere: Record<string, string>
const NOWHERE: Record<string, string> = {
  ...{ alert: 'event/urbanServices/none', incident: 'SV-261129-ZZZZ', directive: 'directive-none' },
  ...{ explanation: 'explanation-none', camera: 'MC-none', into: 'SV-261129-ZZZY', wall: 'wall-none' },
}

beforeAll(async () => {
  hub = await startHubAs(() => principal)
  publisher = await connectPublisher(hub.mqtt)
  const { lng, lat } = units.byCode.get(THERE) ?? { lng: 0, lat: 0 }
  await publisher.say('camera/MC-there/announce', { commune: THERE, lng, lat, name: 'Hội trường', noticePosted: true })
  await publisher.say('camera/MC-there/frame', createCanvas(320, 180).encodeSync('jpeg', 70))
  const { id: alert } = await alertOfEvent(hub, publisher, THERE, 'e-1')
  await until(async () => (await fetch(`${hub.http}/api/v1/cameras/MC-there`)).ok)
  await publisher.say(`statistics/oneStop/${THERE}`, {
    ...{ period: dayOf(Date.now()), at: Date.now(), counts: { resolvedOnTime: 80, resolvedLate: 20 } },
  })
  await until(async () => {
    const { value } = (await (await fetch(`${hub.http}/api/v1/kpis/onTimeRate?unit=${THERE}`)).json()) as {
      value: number
    }
    return value === 80
  })
  async function begun(who: Principal, name: string, input: object, key: string): Promise<string> {
    principal = who
    const { status, body } = await postCommand(hub, name, input)
    expect([name, status, body]).toMatchObject([name, 200, {}])
    return String((body as Record<string, { id: string }>)[key]?.id)
  }
  const incident = (title: string) =>
    begun(OPERATOR, 'openIncident', { from: { is: 'hand' }, title, unit: THERE }, 'incident')
  elsewhere = {
    ...{ alert, camera: 'MC-there', incident: await incident('Cây đổ'), into: await incident('Cây đổ nữa') },
    directive: await begun(
      LEADER,
      'giveDirective',
      { title: 'Rà soát', content: 'Rà soát hồ sơ.', unit: THERE, due: '2099-12-31' },
      'directive',
    ),
    explanation: await begun(
      LEADER,
      'requestExplanation',
      { figure: { is: 'figure', kpi: 'onTimeRate', unit: THERE, shown: 80 }, question: 'Vì sao?' },
      'explanation',
    ),
  }
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

/** Where an input names a thing by its id: paths into it, as `from.alert`. */
function named(input: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([field, value]) => {
    const at = [...path, field]
    return typeof value === 'string' && Object.hasOwn(NOWHERE, field) ? [at] : named(value, at)
  })
}

function withIds(input: object, ids: Readonly<Record<string, string>>): object {
  const copy = structuredClone(input) as Record<string, unknown>
  for (const path of named(input)) {
    const field = path.at(-1) ?? ''
    let at = copy
    for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>
    at[field] = ids[field] ?? NOWHERE[field]
  }
  return copy
}

const city = { city: CITY, sensor: 'MN-1', camera: 'MC-1', weekAgo: '2026-11-22' } as never
/** Commands that name a thing, with an example of each. */
const naming = Object.entries<Command>(COMMANDS).flatMap(([name, command]) => {
  const input = command.example(city) as Record<string, unknown>
  return named(input).length > 0 ? [{ name, input, guessing: guessing(command, input) }] : []
})

/** The same input, in which every text that may say anything says the code of the unit where the hidden things are. */
function guessing(command: Command, input: Record<string, unknown>): object {
  let guess = input
  for (const field of Object.keys(input)) {
    if (typeof input[field] !== 'string' || Object.hasOwn(NOWHERE, field)) continue
    const tried = Object.assign({}, guess, { [field]: THERE })
    if (command.input.safeParse(tried).success) guess = tried
  }
  return guess
}

/** What is answered, without the id that was asked for. */
async function answerTo(name: string, input: object, ids: Readonly<Record<string, string>>): Promise<string> {
  const { status, body } = await postCommand(hub, name, withIds(input, ids))
  let text = JSON.stringify([status, body])
  for (const [field, id] of Object.entries(ids)) text = text.replaceAll(id, `(${field})`)
  return text
}

it('stands in the log as a try, and whoever sees a matter is told that they may not take a step on it', async () => {
  const { directive = '' } = elsewhere
  const step = { directive, expectedVersion: 1 }
  principal = personWith('officer', HERE)
  expect(await postCommand(hub, 'receiveDirective', step)).toMatchObject({
    status: 404,
    body: { code: 'unknownMatter' },
  })
  principal = personWith('auditor', CITY)
  expect(await postCommand(hub, 'receiveDirective', step)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  principal = LEADER
  await until(async () => {
    const answer = await fetch(`${hub.http}/api/v1/audit?did=receiveDirective&result=unknownMatter`)
    const { entries } = (await answer.json()) as { entries: unknown[] }
    return entries.length > 0
  })
})

describe.each(PERSON_ROLES.map((role) => ({ role })))('a $role of one ward', ({ role }) => {
  it('is answered the same of a thing that lies elsewhere as of one that is nowhere, by every command', async () => {
    principal = personWith(role, HERE)
    const differing = []
    for (const { name, input, guessing } of naming)
      for (const given of [input, guessing]) {
        const [hidden, missing] = [await answerTo(name, given, elsewhere), await answerTo(name, given, NOWHERE)]
        if (hidden !== missing) differing.push({ name, hidden, missing })
      }
    expect(differing).toEqual([])
  })
})

it('a picture is kept in one’s own incident neither of a camera that is elsewhere nor of one that is nowhere, with the same answer', async () => {
  principal = personWith('officer', HERE)
  const opened = await postCommand(hub, 'openIncident', { from: { is: 'hand' }, title: 'Cây đổ', unit: HERE })
  const { id = '' } = (opened.body as { incident?: { id: string } }).incident ?? {}
  const answers = await Promise.all(
    ['MC-there', 'MC-none'].map((camera) =>
      answerTo('keepPicture', { incident: id, camera }, { incident: id, camera }),
    ),
  )
  expect(answers[0]).toContain('unknownCamera')
  expect(answers[0]).toBe(answers[1])
})

it('goes through steps on every kind of thing that may be hidden', () => {
  const fields = new Set(naming.flatMap(({ input }) => named(input).map((path) => path.at(-1))))
  expect([...fields].sort()).toEqual(Object.keys(NOWHERE).sort())
  expect(naming.length).toBeGreaterThan(50)
})
