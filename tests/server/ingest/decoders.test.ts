import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { REFUSALS } from '../../../domain/refusals.ts'
import { ADAPTERS } from '../../../server/adapters/index.ts'
import { probeJpeg } from '../../../server/adapters/jpegProbe.ts'
import { parseJson } from '../../../server/adapters/json.ts'
import { printable } from '../../../server/ingest/printable.ts'
import { costRatio } from '../../support/costRatio.ts'
import { jpegOfScans } from '../../support/jpegOfScans.ts'
import { jpeg, openIngest, PREFIX } from './door.ts'

const topics = [
  'sensor/A/announce',
  'sensor/A/status',
  'sensor/A/reading',
  'camera/A/announce',
  'camera/A/status',
  'camera/A/frame',
  'camera/A/count',
  'statistics/oneStop/31135',
  'event/oneStop/31135',
  'hub/h/status',
]
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

/** Payloads that come close to being right. */
const at = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.string(),
)
const near = fc.record(
  {
    at,
    values: fc.dictionary(
      fc.constantFrom('level', '__proto__', 'constructor', 'x'),
      fc.oneof(fc.double(), fc.string()),
    ),
    counts: fc.dictionary(fc.constantFrom('received', 'toString'), fc.oneof(fc.double(), fc.integer())),
    period: fc.constantFrom('2026-11-23', '2026-02-30', ''),
    kind: fc.constantFrom('waterLevel', 'toString', ''),
    name: fc.string({ unit: 'binary' }),
    commune: fc.constantFrom('31135', '916', 'x'),
    lng: fc.double(),
    lat: fc.double(),
    every: fc.double(),
    id: fc.string({ unit: 'binary' }),
    title: fc.string(),
    severity: fc.constantFrom('minor', 'none'),
    state: fc.constantFrom('open', 'shut'),
    waiting: fc.integer(),
    counters: fc.integer(),
    countersStaffed: fc.integer(),
  },
  { requiredKeys: [] },
)
const payload = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map(bytes),
  near.map((said) => bytes(JSON.stringify(said))),
  fc.array(near, { maxLength: 5 }).map((said) => bytes(JSON.stringify(said))),
)

describe.each(ADAPTERS)('the $name adapter', (adapter) => {
  it('never throws, whatever comes, and lets no number through that is not finite', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...topics), fc.string({ unit: 'binary' })), payload, (topic, said) => {
        const decoded = adapter.decode({ topic: `${PREFIX}/${topic}`, payload: said }, PREFIX)
        if (!decoded.ok) expect(Object.hasOwn(REFUSALS, decoded.reason)).toBe(true)
        else expectFinite(decoded)
      }),
      { numRuns: 2_000 },
    )
  })

  it('leaves foreign topics to others', () => {
    const decoded = adapter.decode({ topic: 'somebody/else', payload: bytes('{}') }, PREFIX)
    expect(decoded).toMatchObject({ ok: false, reason: 'unknownTopic' })
  })
})

it('refuses or accepts, never throws: the whole of ingest', async () => {
  const { say, city, store } = openIngest()
  const announce = { kind: 'waterLevel', name: 'A', commune: '31135', lng: 105, lat: 10, every: 60 }
  await say('sensor/A/announce', announce)
  await say('camera/A/announce', announce)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...topics), payload, fc.boolean(), async (topic, said, retained) => {
      await say(topic, said, { retained })
    }),
    { numRuns: 1_000 },
  )
  expectFinite(store.entries)
  expectFinite([...city.sensors()])
  expectFinite(city.reading('A'))
  expect(({} as Record<string, unknown>).level).toBeUndefined()
})

function expectFinite(said: unknown): void {
  if (typeof said === 'number') expect(Number.isFinite(said)).toBe(true)
  else if (said instanceof Uint8Array) return
  else if (typeof said === 'object' && said !== null) for (const part of Object.values(said)) expectFinite(part)
}

describe('JSON from strangers', () => {
  it('is what JSON.parse says it is, within sixteen levels', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(parseJson(bytes(text))).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    )
  })

  it('counts brackets, but not those in strings', () => {
    expect(parseJson(bytes(`${'['.repeat(16)}${']'.repeat(16)}`)).ok).toBe(true)
    expect(parseJson(bytes(`${'['.repeat(17)}${']'.repeat(17)}`))).toEqual({ ok: false, reason: 'tooDeep' })
    expect(parseJson(bytes(`{"a":"${'[{'.repeat(100)}\\"${'['.repeat(100)}"}`)).ok).toBe(true)
    expect(parseJson(bytes(`[${'{},[],'.repeat(1000)}0]`)).ok).toBe(true)
  })

  it('costs little when it is two hundred thousand levels deep: a small part of what reading as many brackets costs', () => {
    const deep = bytes('['.repeat(200_000))
    const flat = bytes(`[${'[],'.repeat(66_666)}0]`)
    expect(parseJson(flat).ok).toBe(true)
    expect(
      costRatio(
        () => parseJson(deep),
        () => parseJson(flat),
      ),
    ).toBeLessThan(0.05)
  })
})

describe('the JPEG probe', () => {
  const sound = jpeg(320, 180)

  it('reads the dimensions', () => {
    expect(probeJpeg(sound)).toEqual({ ok: true, width: 320, height: 180 })
    expect(probeJpeg(jpeg(1920, 1080))).toEqual({ ok: true, width: 1920, height: 1080 })
    expect(probeJpeg(jpeg(1921, 1080))).toEqual({
      ok: false,
      reason: 'frameSize',
      params: { width: 1921, height: 1080, maxWidth: 1920, maxHeight: 1080 },
    })
    expect(probeJpeg(jpeg(1920, 1081))).toMatchObject({ ok: false, reason: 'frameSize', params: { height: 1081 } })
  })

  it('takes progressive pictures, and no other unusual ones', () => {
    const at = Buffer.from(sound).indexOf(Buffer.from([0xff, 0xc0]))
    const as = (marker: number) => {
      const other = Uint8Array.from(sound)
      other[at + 1] = marker
      return probeJpeg(other).ok
    }
    expect(as(0xc2)).toBe(true)
    for (const marker of [0xc1, 0xc3, 0xc5, 0xc9, 0xca, 0xcb, 0xcf]) expect(as(marker), marker.toString(16)).toBe(false)
  })

  it('takes progressive pictures of as many scans as encoders write, and none of more, however they are hidden', async () => {
    const camera = await sharp(Buffer.from(jpeg(320, 180)))
      .jpeg({ progressive: true, optimiseScans: true })
      .toBuffer()
    expect(probeJpeg(camera)).toEqual({ ok: true, width: 320, height: 180 })
    const tooMany = { ok: false, reason: 'jpegScans', params: { most: 20 } }
    expect(probeJpeg(await jpegOfScans(20)).ok).toBe(true)
    expect(probeJpeg(await jpegOfScans(21))).toEqual(tooMany)
    expect(probeJpeg(await jpegOfScans(10_000))).toEqual(tooMany)
    // Between scans stand tables, comments, restarts, fill and rubbish.
    const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0x7f])
    const odd = Buffer.from([0xff, 0xfe, 0, 4, 0xff, 0xd9, 0xff, 0xd3, 9, 0xff, 0, 0xff, 0xff])
    const [start, end] = [(await jpegOfScans(10)).subarray(0, -2), Buffer.from([0xff, 0xd9])]
    const spread = (scans: number) => Array.from({ length: scans }, () => Buffer.concat([odd, scan]))
    expect(probeJpeg(Buffer.concat([start, ...spread(10), end])).ok).toBe(true)
    expect(probeJpeg(Buffer.concat([start, ...spread(11), end]))).toEqual(tooMany)
    // Of a baseline picture that begins with one of its colours, decoders read every scan, too.
    const firstScan = Buffer.from(sound).indexOf(Buffer.from([0xff, 0xda]))
    const byColour = Buffer.concat([sound.subarray(0, -2), ...spread(20), end])
    byColour[firstScan + 4] = 1
    expect(probeJpeg(byColour)).toEqual(tooMany)
  })

  it('takes a baseline picture of many scans, of which decoders read the first alone', async () => {
    const size = { width: 640, height: 360, progressive: false }
    const picture = await jpegOfScans(10_000, size)
    expect(probeJpeg(picture).ok).toBe(true)
    const seconds = async (jpeg: Buffer) => {
      const before = process.cpuUsage()
      for (let n = 0; n < 10; n++) await sharp(jpeg, { failOn: 'error' }).raw().toBuffer()
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    const plain = await jpegOfScans(1, size)
    await seconds(plain)
    expect((await seconds(picture)) / (await seconds(plain))).toBeLessThan(20)
  })

  it('takes no picture that is cut anywhere, or goes on', () => {
    for (let length = 0; length < sound.length; length++) expect(probeJpeg(sound.subarray(0, length)).ok).toBe(false)
    expect(probeJpeg(Uint8Array.from([...sound, 0]))).toEqual({ ok: false, reason: 'jpegTail', params: { extra: 1 } })
  })

  it('takes no second header that would overrule the first', () => {
    const at = Buffer.from(sound).indexOf(Buffer.from([0xff, 0xc0]))
    const header = sound.subarray(at, at + 2 + 17)
    const twice = Buffer.concat([sound.subarray(0, at), header, sound.subarray(at)])
    expect(probeJpeg(twice)).toMatchObject({ ok: false, reason: 'jpegBroken' })
  })

  it('takes none that is too large in bytes, whatever it says', () => {
    const bulky = Buffer.alloc(256 * 1024 + 1)
    expect(probeJpeg(bulky)).toEqual({
      ok: false,
      reason: 'tooLarge',
      params: { bytes: 256 * 1024 + 1, max: 256 * 1024 },
    })
  })

  it('tells what is wrong, and not only that something is', () => {
    const header = Buffer.from(sound).indexOf(Buffer.from([0xff, 0xc0]))
    const with_ = (at: number, ...bytes: number[]) => {
      const other = Uint8Array.from(sound)
      other.set(bytes, at)
      return probeJpeg(other)
    }
    const wrong = (reason: string, params: object) => ({ ok: false, reason, params })
    expect(probeJpeg(Buffer.from('89504e470d0a1a0a', 'hex'))).toEqual(wrong('notJpeg', { looksLike: 'PNG' }))
    expect(probeJpeg(Buffer.from('/9j/4AAQSkZJRg=='))).toEqual(wrong('notJpeg', { looksLike: 'base64' }))
    expect(probeJpeg(sound.subarray(0, sound.length - 40))).toEqual(wrong('jpegCut', { bytes: sound.length - 40 }))
    expect(probeJpeg(sound.subarray(0, 30))).toEqual(wrong('jpegCut', { bytes: 30 }))
    expect(with_(2, 0x00)).toEqual(wrong('jpegBroken', { at: 2 }))
    expect(with_(header + 1, 0xc9)).toEqual(wrong('jpegEncoding', { coding: 9 }))
    expect(with_(header + 4, 12)).toEqual(wrong('jpegDepth', { bits: 12 }))
    expect(with_(header + 9, 4)).toEqual(wrong('jpegChannels', { channels: 4 }))
    expect(with_(header + 5, 0, 0)).toEqual(wrong('jpegNoSize', { width: 320, height: 0 }))
  })

  it('never throws, whatever the bytes', () => {
    const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 20 })
    fc.assert(
      fc.property(damage, (edits) => {
        const damaged = Uint8Array.from(sound)
        for (const [index, byte] of edits) damaged[index] = byte
        const probe = probeJpeg(damaged)
        if (probe.ok) expect(probe.width <= 1920 && probe.height <= 1080).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('costs no more for a picture of a hundred times as many bytes', () => {
    const large = Uint8Array.from([...sound.subarray(0, -2), ...new Uint8Array(99 * sound.length).fill(1), 0xff, 0xd9])
    expect(probeJpeg(large).ok).toBe(true)
    const often = (picture: Uint8Array) => () => {
      for (let n = 0; n < 1_000; n++) probeJpeg(picture)
    }
    expect(costRatio(often(large), often(sound))).toBeLessThan(4)
  })
})

describe('samples of what was refused', () => {
  it('are one line of letters and signs that can be seen, however long or odd the payload', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 1000 }), fc.string({ unit: 'binary', maxLength: 1000 })),
        (said) => {
          const shown = printable(said, 300)
          expect(shown.length).toBeLessThanOrEqual(300)
          expect(shown).toMatch(/^[\p{Script=Latin}\p{N}\p{P}\p{S}\p{M} ]*$/u)
          expect(shown).not.toMatch(/\p{M}{3}/u)
        },
      ),
    )
  })

  it('show text as text, line breaks and colours as codes, and bytes in hexadecimal', () => {
    expect(printable(bytes('{"a":1}'), 300)).toBe('{"a":1}')
    expect(printable(bytes('a\r\n\u001b[31mđ'), 300)).toBe('a\\u000d\\u000a\\u001b[31mđ')
    expect(printable(Uint8Array.of(0xff, 0x00, 0xd8), 300)).toBe('0xff00d8')
    expect(printable(bytes('đ'.repeat(400)), 300)).toBe('đ'.repeat(150))
  })

  it('show Vietnamese letters as letters, composed or not, and nothing that misleads', () => {
    const name = 'Trạm Cầu Cần Thơ – quận Ninh Kiều: ngưỡng “đỏ” 1,9 m'
    expect(printable(bytes(name), 300)).toBe(name)
    expect(printable(bytes(name.normalize('NFD')), 300).normalize('NFC')).toBe(name)
    expect(printable('\u202egnp.exe \u200b\u00ad', 300)).toBe('\\u202egnp.exe \\u200b\\u00ad')
    expect(printable('ТG-01', 300)).toBe('\\u0422G-01')
    expect(printable(`a${'\u0301'.repeat(4)}`, 300)).toBe('a\u0301\u0301\\u0301\\u0301')
    expect(printable('\ud83d\ude00', 300)).toBe('\\ud83d\\ude00')
  })

  it('show where in a text the bytes are that are no UTF-8', () => {
    const legacy = Buffer.concat([Buffer.from('{"name":"Tr'), Buffer.of(0xb9), Buffer.from('m"}')])
    expect(printable(legacy, 300)).toBe('{"name":"Tr\\xb9m"}')
  })

  it('do not mix with the payload before, when a character was cut', () => {
    printable(bytes(`${'a'.repeat(299)}đ`), 300)
    expect(printable(bytes('plain'), 300)).toBe('plain')
  })
})
