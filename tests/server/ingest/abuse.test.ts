import type { MqttClient } from 'mqtt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalSentence } from '../../../domain/refusals.ts'
import type { Quarantined } from '../../../domain/sources/quarantined.ts'
import { DAY_MS } from '../../../domain/time.ts'
import { jpegOfScans } from '../../support/jpegOfScans.ts'
import { COMMUNE, GAUGE, HALL, jpeg, openDoor, PREFIX, text, until } from './door.ts'

const SCANS = await jpegOfScans(5_000)

/** What strangers send, through a real broker: refused with its reason, and nothing else is touched. */
describe('abuse at the door', () => {
  let door: Awaited<ReturnType<typeof openDoor>>
  let device: MqttClient

  beforeEach(async () => {
    door = await openDoor()
    device = await door.device()
    await says('sensor/TG-01/announce', GAUGE)
    await says('sensor/OTHER/announce', { ...GAUGE, name: 'Khác' })
    await says('camera/MC-1/announce', HALL)
  })
  afterEach(() => door.close())

  const says = (topic: string, payload: unknown) =>
    device.publishAsync(`${PREFIX}/${topic}`, payload instanceof Uint8Array ? Buffer.from(payload) : text(payload), {
      qos: 1,
    })

  /** Sends it and says what became of it; everything else must be as before. */
  async function refused(topic: string, payload: unknown): Promise<Quarantined> {
    const before = { entries: door.store.entries.length, other: door.city.reading('OTHER') }
    await says(topic, payload)
    const rows = door.quarantine.rows()
    expect(rows, topic).toHaveLength(1)
    expect(door.store.entries).toHaveLength(before.entries)
    expect(door.city.reading('OTHER')).toEqual(before.other)
    expect(door.sources.get('sensor/OTHER')?.refused).toBe(0)
    expect(door.city.reading('TG-01')?.at).toBeNull()
    expect(door.sources.counts().refused).toBe(1)
    const [row] = rows
    if (row === undefined) throw new Error('no row')
    for (const shown of [row.topic, row.sample, ...Object.values(row.params).map(String)])
      expect(shown).toMatch(/^[\x20-\x7e\u00c0-\u024f\u1e00-\u1eff\u2264\u2265]{0,300}$/)
    // Whatever the sentence asks for is there.
    for (const language of ['vi', 'en'] as const)
      expect(refusalSentence(row.reason, row.params)?.[language]).toMatch(
        row.reason === 'unknownTopic' ? /./ : /^[^…]+$/,
      )
    return row
  }

  const now = () => Date.now()
  const reading = (values: unknown, at: unknown = now()) => ({ at, values })

  const own: [name: string, topic: string, payload: () => unknown, reason: string][] = [
    ['malformed JSON', 'sensor/TG-01/reading', () => '{"at":', 'notJson'],
    ['NaN', 'sensor/TG-01/reading', () => `{"at":${now()},"values":{"level":NaN}}`, 'notJson'],
    ['malformed UTF-8', 'sensor/TG-01/reading', () => Uint8Array.of(0x22, 0xc3, 0x28, 0x22), 'notUtf8'],
    ['a byte order mark', 'sensor/TG-01/reading', () => `\ufeff${text(reading({ level: 1 }))}`, 'notJson'],
    ['a value that is text', 'sensor/TG-01/reading', () => reading({ level: '1.8' }), 'notNumber'],
    ['no values', 'sensor/TG-01/reading', () => reading({}), 'noValues'],
    ['nothing but absence', 'sensor/TG-01/reading', () => reading({ level: null }), 'noValues'],
    ['no table of values', 'sensor/TG-01/reading', () => ({ at: now() }), 'missing'],
    ['an array of nothing', 'sensor/TG-01/reading', () => [], 'noItems'],
    ['null', 'sensor/TG-01/reading', () => 'null', 'notObject'],
    ['1e400', 'sensor/TG-01/reading', () => `{"at":${now()},"values":{"level":1e400}}`, 'notFinite'],
    ['at beyond any calendar', 'sensor/TG-01/reading', () => reading({ level: 1 }, 1e300), 'timeFormat'],
    ['30 February', 'sensor/TG-01/reading', () => reading({ level: 1 }, '2026-02-30T09:00:00Z'), 'timeNoSuchDay'],
    [
      'a time in seconds',
      'sensor/TG-01/reading',
      () => reading({ level: 1 }, Math.round(now() / 1000)),
      'timeInSeconds',
    ],
    ['a time in nanoseconds', 'sensor/TG-01/reading', () => reading({ level: 1 }, now() * 1e6), 'timeTooFine'],
    ['a time in quotes', 'sensor/TG-01/reading', () => reading({ level: 1 }, `${now()}`), 'timeQuoted'],
    ['a day first', 'sensor/TG-01/reading', () => reading({ level: 1 }, '23/11/2026 09:00'), 'timeDayOrder'],
    [
      'at without an offset',
      'sensor/TG-01/reading',
      () => reading({ level: 1 }, '2026-11-23T09:00:00'),
      'timeNoOffset',
    ],
    ['a level of 99 m', 'sensor/TG-01/reading', () => reading({ level: 99 }), 'outOfRange'],
    ['a quantity nobody knows', 'sensor/TG-01/reading', () => reading({ height: 1 }), 'unknownQuantity'],
    ['what every object inherits', 'sensor/TG-01/reading', () => reading({ constructor: 1 }), 'unknownQuantity'],
    ['ten minutes in the future', 'sensor/TG-01/reading', () => reading({ level: 1 }, now() + 600_000), 'future'],
    ['1970', 'sensor/TG-01/reading', () => reading({ level: 1 }, 0), 'ancient'],
    ['401 days ago', 'sensor/TG-01/reading', () => reading({ level: 1 }, now() - 401 * DAY_MS), 'ancient'],
    ['200,000 levels', 'sensor/TG-01/reading', () => '['.repeat(200_000), 'tooDeep'],
    ['300 kB of JSON', 'sensor/TG-01/reading', () => text(reading({ level: 1 })).padEnd(300_000), 'tooLarge'],
    ['a status of its own', 'sensor/TG-01/status', () => 'sleeping', 'notOneOf'],
    ['an unknown kind', 'sensor/TG-01/announce', () => ({ ...GAUGE, kind: 'toString' }), 'unknownKind'],
    ['a name that shows nothing', 'sensor/TG-01/announce', () => ({ ...GAUGE, name: '\u200b\u200b' }), 'textLength'],
    ['an unknown commune', 'sensor/TG-01/announce', () => ({ ...GAUGE, commune: '99999' }), 'unknownUnit'],
    ['a district for a commune', 'sensor/TG-01/announce', () => ({ ...GAUGE, commune: '916' }), 'wrongLevel'],
    ['JPEG of 16000 × 16000', 'camera/MC-1/frame', () => claiming(jpeg(64, 48), 16_000, 16_000), 'frameSize'],
    ['a JPEG of 5,000 scans', 'camera/MC-1/frame', () => SCANS, 'jpegScans'],
    ['a PNG', 'camera/MC-1/frame', () => Buffer.from('89504e470d0a1a0a', 'hex'), 'notJpeg'],
    ['markup for a picture', 'camera/MC-1/frame', () => '<svg onload="alert(1)"/>', 'notJpeg'],
    ['a cut JPEG', 'camera/MC-1/frame', () => jpeg(64, 48).slice(0, -40), 'jpegCut'],
    [
      'a JPEG with a tail',
      'camera/MC-1/frame',
      () => Buffer.concat([jpeg(64, 48), Buffer.from('<script>')]),
      'jpegTail',
    ],
    ['a negative queue', 'camera/MC-1/count', () => ({ at: now(), waiting: -1 }), 'outOfBounds'],
    ['half a person', 'camera/MC-1/count', () => ({ at: now(), waiting: 0.5 }), 'notWhole'],
    ['a queue of 10,001', 'camera/MC-1/count', () => ({ at: now(), waiting: 10_001 }), 'outOfRange'],
    ['a count of nothing', 'camera/MC-1/count', () => ({ at: now(), waiting: null }), 'noValues'],
    [
      'more staffed than there are',
      'camera/MC-1/count',
      () => ({ at: now(), counters: 1, countersStaffed: 2 }),
      'staffedOverCounters',
    ],
  ]
  it.each(own)('%s: %s', async (_name, topic, payload, reason) => {
    const row = await refused(topic, payload())
    expect(row).toMatchObject({ reason, source: topic.split('/').slice(0, 2).join('/') })
  })

  const today = () => new Date(now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const statistic = (more: object = {}) => ({ period: today(), at: now(), counts: { received: 3 }, ...more })
  const event = (more: object = {}) => ({ id: 'e1', at: now(), severity: 'minor', title: 'x', state: 'open', ...more })
  const strangers: [name: string, topic: string, payload: () => unknown, reason: string, source?: string][] = [
    ['a device nobody announced', 'sensor/GHOST/reading', () => reading({ level: 1 }), 'unregistered', 'sensor/GHOST'],
    ['a camera nobody announced', 'camera/GHOST/frame', () => jpeg(64, 48), 'unregistered', 'camera/GHOST'],
    ['an odd topic', 'sensor/TG-01/reading/more', () => reading({ level: 1 }), 'unknownTopic'],
    ['an empty level', 'sensor//reading', () => reading({ level: 1 }), 'unknownTopic'],
    ['a way up', 'sensor/..%2f..%2fetc/reading', () => reading({ level: 1 }), 'unknownTopic'],
    ['a look-alike', 'sensor/ТG-01/reading', () => reading({ level: 1 }), 'unknownTopic'],
    ['__proto__ as a device', 'sensor/__proto__/reading', () => reading({ level: 1 }), 'unknownTopic'],
    [
      'constructor as a device',
      'sensor/constructor/reading',
      () => reading({ level: 1 }),
      'unregistered',
      'sensor/constructor',
    ],
    [
      'an unknown system',
      `statistics/toString/${COMMUNE}`,
      () => statistic(),
      'unknownSystem',
      `statistics/toString/${COMMUNE}`,
    ],
    ['an unknown unit', 'statistics/oneStop/99999', () => statistic(), 'unknownUnit', 'statistics/oneStop/99999'],
  ]
  it.each(strangers)('%s: %s counts as unknown', async (_name, topic, payload, reason, source = 'unknown') => {
    expect(await refused(topic, payload())).toMatchObject({ reason, source, known: false })
    expect(door.sources.get('unknown')?.refused).toBe(1)
  })

  const systems: [name: string, topic: string, payload: () => unknown, reason: string][] = [
    ['a district that reports', 'statistics/oneStop/916', () => statistic(), 'wrongLevel'],
    [
      'counts nobody knows',
      `statistics/oneStop/${COMMUNE}`,
      () => statistic({ counts: { valueOf: 1 } }),
      'unknownCount',
    ],
    ['a day to come', `statistics/oneStop/${COMMUNE}`, () => statistic({ period: '2999-01-01' }), 'future'],
    ['no such day', `statistics/oneStop/${COMMUNE}`, () => statistic({ period: '2026-02-30' }), 'timeNoSuchDay'],
    ['a share of a case', `statistics/oneStop/${COMMUNE}`, () => statistic({ counts: { received: 1.5 } }), 'notWhole'],
    ['a day long gone', `statistics/oneStop/${COMMUNE}`, () => statistic({ period: '2001-01-01' }), 'ancient'],
    ['an event to come', `event/oneStop/${COMMUNE}`, () => event({ at: now() + DAY_MS }), 'future'],
    ['an id with a line break', `event/oneStop/${COMMUNE}`, () => event({ id: 'a\nb' }), 'invisibleText'],
  ]
  it.each(systems)('%s: %s', async (_name, topic, payload, reason) => {
    expect(await refused(topic, payload())).toMatchObject({ reason, source: topic })
  })

  it('keeps the good readings of an array, and says which were bad', async () => {
    const t = now() - 60_000
    await says('sensor/TG-01/reading', [
      reading({ level: 1.1 }, t),
      reading({ level: 77 }, t + 1),
      'nonsense',
      reading({ level: 1.3 }, t + 2),
      reading({ level: 1.4 }, t + DAY_MS),
    ])
    expect(door.store.samples().map((sample) => sample.values)).toEqual([{ level: 1.1 }, { level: 1.3 }])
    expect(door.city.reading('TG-01')?.values).toEqual([1.3])
    const reasons = door.quarantine.rows().map((row) => [row.reason, row.count])
    expect(reasons).toEqual(
      expect.arrayContaining([
        ['outOfRange', 1],
        ['notObject', 1],
        ['future', 1],
      ]),
    )
    expect(door.sources.get('sensor/TG-01')).toMatchObject({ accepted: 1, refused: 1 })
  })

  it('keeps five values of an air station whose sixth probe is broken', async () => {
    await says('sensor/AIR/announce', { ...GAUGE, kind: 'airQuality' })
    await says('sensor/AIR/reading', reading({ pm25: 30, pm10: -999, o3: 'lỗi', no2: null, battery: 3.3 }))
    expect(door.city.reading('AIR')?.values.slice(0, 2)).toEqual([30, null])
    expect(
      door.quarantine
        .rows()
        .map(({ reason, params }) => [reason, params.field ?? params.name])
        .sort(),
    ).toEqual([
      ['notNumber', 'values.o3'],
      ['outOfRange', 'pm10'],
      ['unknownQuantity', 'battery'],
    ])
  })

  it('lets __proto__ and constructor do nothing', async () => {
    const t = now()
    await says('sensor/TG-01/reading', `{"at":${t},"__proto__":{"polluted":1},"values":{"__proto__":5,"level":1.5}}`)
    await says('sensor/TG-01/announce', `{"__proto__":{"kind":"rain"},"constructor":1,${text(GAUGE).slice(1)}`)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(door.city.sensor('TG-01')?.kind).toBe('waterLevel')
    expect(door.store.samples()).toMatchObject([{ at: t, values: { level: 1.5 } }])
    expect(Object.keys(door.store.samples()[0]?.values ?? {})).toEqual(['level'])
  })

  it('keeps markup in a name as the text it is, in one line and one spelling', async () => {
    const name = `<img src=x onerror=alert(1)>\r\n\u001b[31m${'Cần Thơ'.normalize('NFD')}`
    await says('sensor/TG-01/announce', { ...GAUGE, name })
    expect(door.city.sensor('TG-01')?.name).toBe(`<img src=x onerror=alert(1)> [31m${'Cần Thơ'.normalize('NFC')}`)
  })

  it('takes duplicates and late readings into the history, and shows the newest', async () => {
    const t = now()
    await says('sensor/TG-01/reading', reading({ level: 1.2 }, t))
    await says('sensor/TG-01/reading', reading({ level: 1.2 }, t))
    await says('sensor/TG-01/reading', reading({ level: 0.9 }, t - 60_000))
    expect(door.city.reading('TG-01')).toMatchObject({ at: t, values: [1.2] })
    expect(door.store.samples().map((sample) => sample.at)).toEqual([t, t, t - 60_000])
    expect(door.sources.get('sensor/TG-01')).toMatchObject({
      accepted: 3,
      duplicates: 1,
      late: 1,
      refused: 0,
      lastAt: t,
    })
    expect(door.quarantine.rows()).toEqual([])
  })

  it('takes a cleared retained topic for what it is', async () => {
    await says('sensor/TG-01/announce', '')
    await says('sensor/TG-01/status', '')
    await says(`statistics/oneStop/${COMMUNE}`, '')
    await says(`link/lgsp/ngsp`, '')
    await says('sensor/TG-01/reading', '')
    await says('camera/MC-1/count', '')
    await says('camera/MC-1/frame', '')
    await says(`event/oneStop/${COMMUNE}`, '')
    expect(door.quarantine.rows()).toEqual([])
    // Its announcement was cleared: it has ended, and what is cleared of it afterwards is no fault.
    expect(door.city.sensor('TG-01')).toBeUndefined()
  })

  it('cuts a 5 MB frame off before it is in memory, and the others go on', async () => {
    const other = await door.device()
    const big = device.publishAsync(`${PREFIX}/camera/MC-1/frame`, Buffer.alloc(5_000_000), { qos: 1 })
    big.catch(() => {})
    await new Promise<void>((resolve) => device.once('close', () => resolve()))
    await other.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text(reading({ level: 1 })), { qos: 1 })
    expect(door.city.cameraView('MC-1')?.frameAt).toBeNull()
    expect(door.city.reading('TG-01')?.values).toEqual([1])
  })

  it('counts ten thousand invented devices, and names the last five hundred', async () => {
    await says('sensor/TG-01/reading', reading({ level: 99 }))
    const answers: Promise<unknown>[] = []
    for (let n = 0; n < 10_000; n++) answers.push(says(`sensor/X${n}/reading`, reading({ level: 1 })))
    await Promise.all(answers)
    const rows = door.quarantine.rows()
    expect(rows).toHaveLength(1 + 500 + 1)
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(10_001)
    expect(rows.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['sensor/TG-01', 'sensor/X9999', 'sensor/X9500', 'overflow']),
    )
    expect(door.sources.rows()).toHaveLength(4)
  })

  it('names each of thirty devices that forgot to announce themselves', async () => {
    for (let n = 0; n < 30; n++) await says(`sensor/NEW-${n}/reading`, reading({ level: 1 }))
    expect(door.quarantine.rows().map(({ source, reason }) => `${source} ${reason}`)).toEqual(
      Array.from({ length: 30 }, (_, n) => `sensor/NEW-${n} unregistered`),
    )
  })

  it('shows what was sent as it was sent: the cause is in it', async () => {
    const at = '"2026-02-30T00:00:00Z"'
    await says('sensor/TG-01/reading', `[ {"at":${now()},"values":{"level":1}}, {"at":  ${at},"values":{"level":1}} ]`)
    await says('sensor/TG-01/reading', `{"at":${now()},"values":{"level": 1e400}}`)
    await says('sensor/TG-01/announce', `{"name":"Trạm Cái Răng","kind":"nước"}`)
    const shown = new Map(door.quarantine.rows().map(({ reason, sample, params }) => [reason, { sample, params }]))
    expect(shown.get('timeNoSuchDay')).toMatchObject({
      sample: `{"at":  ${at},"values":{"level":1}}`,
      params: { field: 'at', value: at },
    })
    expect(shown.get('notFinite')?.sample).toMatch(/"level": 1e400\}\}$/)
    expect(shown.get('notFinite')?.params).toMatchObject({ field: 'values.level', value: '1e400' })
    expect(shown.get('missing')).toMatchObject({
      sample: '{"name":"Trạm Cái Răng","kind":"nước"}',
      params: { field: 'commune' },
    })
  })

  it('takes of a camera what can be, of what it counted', async () => {
    const t = now()
    await says('camera/MC-1/count', { at: t - 2, waiting: 9, counters: null, countersStaffed: 'ba' })
    expect(door.city.cameraView('MC-1')).toMatchObject({ waiting: 9, counters: null, countersStaffed: null })
    await says('camera/MC-1/count', { at: t - 1, waiting: 8, counters: 2, countersStaffed: 3 })
    expect(door.city.cameraView('MC-1')).toMatchObject({ waiting: 8, counters: null, countersStaffed: null })
    await says('camera/MC-1/count', { at: t, waiting: -3, counters: 2, countersStaffed: 1 })
    expect(door.city.cameraView('MC-1')).toMatchObject({ waiting: null, counters: 2, countersStaffed: 1 })
    expect(door.store.samples().map(({ values }) => values)).toEqual([
      { waiting: 9 },
      { waiting: 8 },
      { counters: 2, countersStaffed: 1 },
    ])
    expect(door.quarantine.rows().map(({ reason }) => reason)).toEqual([
      'notNumber',
      'staffedOverCounters',
      'outOfBounds',
    ])
  })

  it('takes of counts, connections and announcements what can be', async () => {
    const t = now()
    await says(
      `statistics/oneStop/${COMMUNE}`,
      statistic({ counts: { received: 118, resolvedLate: null, pending: -1 } }),
    )
    expect(door.store.entries.at(-1)).toMatchObject({ reports: [{ counts: { received: 118 } }] })
    await says('link/lgsp/ngsp', { at: t, state: 'up', since: 'hôm qua', lastSuccess: null })
    expect(door.city.link('lgsp/ngsp')).toMatchObject({ state: 'up', since: t })
    await says('camera/MC-2/announce', { ...HALL, office: null, every: 0, live: { type: 'hls', url: 'javascript:1' } })
    expect(door.city.camera('MC-2')).toMatchObject({ name: 'Một cửa', office: null, live: null, everyMs: 5_000 })
    expect(door.quarantine.rows().map(({ source, params }) => `${source} ${params.field}`)).toEqual([
      `statistics/oneStop/${COMMUNE} counts.pending`,
      'link/lgsp/ngsp since',
      'camera/MC-2 live.url',
      'camera/MC-2 every',
    ])
  })

  it('shows nobody the password in the address of a camera, which is taken without that address', async () => {
    await says('camera/MC-3/announce', { ...HALL, every: 0, live: { type: 'hls', url: 'http://u:secret@h/x' } })
    expect(door.city.camera('MC-3')).toMatchObject({ live: null })
    expect(door.quarantine.rows().map(({ reason }) => reason)).toContain('passwordInAddress')
    expect(JSON.stringify(door.quarantine.rows())).not.toContain('secret')
  })

  it('takes a picture that is sound', async () => {
    const picture = jpeg(640, 360)
    await says('camera/MC-1/frame', picture)
    await until(() => door.city.frame('MC-1') !== undefined)
    expect(Buffer.compare(door.city.frame('MC-1')?.jpeg ?? Buffer.of(), picture)).toBe(0)
    expect(door.store.samples()).toEqual([])
  })
})

/** The same picture with other dimensions in its header. */
function claiming(picture: Uint8Array, width: number, height: number): Uint8Array {
  const forged = Buffer.from(picture)
  const at = forged.indexOf(Buffer.from([0xff, 0xc0]))
  forged.writeUInt16BE(height, at + 5)
  forged.writeUInt16BE(width, at + 7)
  return forged
}
