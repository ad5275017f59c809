import { loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { CameraAnnounce, CameraCount, MAX_FRAME_BYTES } from '../../domain/messages.ts'
import { isName } from '../../domain/topics.ts'
import { announceOf, countAt } from '../../simulators/cameras/cameraDevice.ts'
import { createHallPainter } from '../../simulators/cameras/hallPicture.ts'
import { HEIGHT, MOST_PEOPLE, WIDTH } from '../../simulators/cameras/hallPlan.ts'
import { createDemoCity } from '../../simulators/demoCity.ts'

const city = createDemoCity({ seed: 7, edition: '2021', faults: 0 })
const painter = createHallPainter({ random: city.random })
const [office] = city.offices
if (office === undefined) throw new Error('the city has no office')

const MORNING = Date.parse('2026-11-23T09:30:05+07:00')
const NIGHT = Date.parse('2026-11-23T22:30:05+07:00')

describe('pictures of the halls', () => {
  it('are JPEGs of 640×360, small enough for the broker', async () => {
    for (const each of city.offices.slice(0, 12)) {
      for (const at of [MORNING, NIGHT]) {
        const { jpeg } = await painter.draw(each, countAt(each, at))
        expect([...jpeg.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
        const image = await loadImage(Buffer.from(jpeg))
        expect([image.width, image.height]).toEqual([WIDTH, HEIGHT])
        expect(jpeg.length).toBeLessThan(32 * 1024)
        expect(jpeg.length).toBeLessThan(MAX_FRAME_BYTES)
      }
    }
  })

  it('show as many people as were counted, up to what the hall holds', async () => {
    for (const waiting of [0, 1, 9, 40, 60]) {
      const { people } = await painter.draw(office, { ...countAt(office, MORNING), waiting })
      expect(people).toBe(waiting)
    }
    const { people } = await painter.draw(office, { ...countAt(office, MORNING), waiting: 500 })
    expect(people).toBe(MOST_PEOPLE)
  })

  it('show more people where more wait: each is to be seen', async () => {
    const darkness = async (waiting: number) => {
      const { jpeg } = await painter.draw(office, { ...countAt(office, MORNING), waiting })
      const { createCanvas } = await import('@napi-rs/canvas')
      const paint = createCanvas(WIDTH, HEIGHT).getContext('2d')
      paint.drawImage(await loadImage(Buffer.from(jpeg)), 0, 0)
      const { data } = paint.getImageData(0, 150, WIDTH, HEIGHT - 150)
      let dark = 0
      for (let i = 0; i < data.length; i += 4)
        if ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0) < 200) dark++
      return dark
    }
    const steps = [await darkness(0), await darkness(10), await darkness(25), await darkness(40)]
    for (const [n, dark] of steps.slice(1).entries()) expect(dark).toBeGreaterThan((steps[n] ?? 0) + 500)
  })

  it('never have the same bytes twice, and the same bytes for the same seed and moment', async () => {
    const one = await painter.draw(office, countAt(office, NIGHT))
    const next = await painter.draw(office, countAt(office, NIGHT + 5_000))
    expect(Buffer.compare(one.jpeg, next.jpeg)).not.toBe(0)
    const again = await createHallPainter({ random: city.random }).draw(office, countAt(office, NIGHT))
    expect(Buffer.compare(one.jpeg, again.jpeg)).toBe(0)
  })

  it('are dark at night', async () => {
    const day = await loadImage(Buffer.from((await painter.draw(office, countAt(office, MORNING))).jpeg))
    const night = await loadImage(Buffer.from((await painter.draw(office, countAt(office, NIGHT))).jpeg))
    const { createCanvas } = await import('@napi-rs/canvas')
    const mean = (image: typeof day) => {
      const paint = createCanvas(WIDTH, HEIGHT).getContext('2d')
      paint.drawImage(image, 0, 0)
      const { data } = paint.getImageData(0, 0, WIDTH, HEIGHT)
      let sum = 0
      for (let i = 0; i < data.length; i += 4) sum += data[i] ?? 0
      return sum / (data.length / 4)
    }
    expect(mean(night)).toBeLessThan(mean(day) / 2)
  })
})

it('cameras announce themselves as the contract has it, with the notice posted and marked as simulated', () => {
  for (const each of city.offices) {
    const announce = announceOf(each)
    expect(isName(each.cameraId)).toBe(true)
    expect(CameraAnnounce.parse(announce)).toEqual(announce)
    expect(announce).toMatchObject({ commune: each.unit.code, noticePosted: true, simulated: true, every: 5 })
  }
})

it('counts are sound all day, never more staffed than there are', () => {
  for (const each of city.offices.slice(0, 20)) {
    for (let at = MORNING - 9 * 3_600_000; at < MORNING + 14 * 3_600_000; at += 11 * 60_000) {
      const count = countAt(each, at)
      expect(CameraCount.parse(count)).toEqual(count)
      expect(count.countersStaffed).toBeLessThanOrEqual(count.counters)
      expect(count.waiting).toBeLessThanOrEqual(MOST_PEOPLE)
    }
  }
})
