import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { LRUCache } from 'lru-cache'
import type { CameraCount } from '../../domain/messages.ts'
import { CITY_UTC_OFFSET_MS, dayOf, HOUR_MS } from '../../domain/time.ts'
import type { Office } from '../demoCity.ts'
import type { Random } from '../random.ts'
import { timeOfDay } from '../systems/calendar.ts'
import { HEIGHT, MOST_PEOPLE, type Place, SEATS, STANDING, WIDTH } from './hallPlan.ts'
import { counterAt, darken, paintRoom } from './hallRoom.ts'
import { FONT, loadFonts } from './lettering.ts'

/** One picture, and how many people can be seen on it. */
export interface Picture {
  readonly jpeg: Uint8Array
  readonly people: number
}

/** All that a hall's camera counts. */
export type HallCount = Required<CameraCount>

export interface HallPainter {
  /** The hall as the count says, its time burned in. */
  draw(office: Office, count: HallCount): Promise<Picture>
}

const QUALITY = 60
const WALLS = ['#b9c0c2', '#c4bda9', '#aebcb4', '#bdb3b8'] as const
const CLOTHES = ['#2f3b4a', '#5b4a44', '#46574a', '#6a5d72', '#37506b', '#7a6a52', '#54382f', '#2d4a4f'] as const
/** The lights are on from the porter's arrival until the last has gone. */
const LIGHT = { from: 6.4 * HOUR_MS, to: 17.8 * HOUR_MS } as const
const MAX_KEPT_BACKGROUNDS = 40
const NOISE_TILES = 4
const NOISE_MARGIN = 48

/** Draws the halls. People are silhouettes seen from behind: nobody could be recognised, and nobody is real. */
export function createHallPainter({ random }: { random: Random }): HallPainter {
  const backgrounds = new LRUCache<string, Canvas>({ max: MAX_KEPT_BACKGROUNDS })
  let tiles: readonly Canvas[] | undefined

  function background(wall: string, counters: number, lit: boolean): Canvas {
    const key = `${wall}|${counters}|${lit}`
    let canvas = backgrounds.get(key)
    if (canvas === undefined) {
      canvas = createCanvas(WIDTH, HEIGHT)
      paintRoom(canvas.getContext('2d'), wall, counters)
      if (!lit) darken(canvas.getContext('2d'))
      backgrounds.set(key, canvas)
    }
    return canvas
  }

  return {
    draw(office, count) {
      loadFonts()
      tiles ??= Array.from({ length: NOISE_TILES }, (_, n) => noiseTile(random.stream('noise tile', n)))
      const { code } = office.unit
      const time = timeOfDay(count.at)
      const lit = time >= LIGHT.from && time < LIGHT.to
      const wall = WALLS[Math.floor(random.of('wall', code) * WALLS.length)] ?? WALLS[0]

      const canvas = createCanvas(WIDTH, HEIGHT)
      const paint = canvas.getContext('2d')
      paint.drawImage(background(wall, count.counters, lit), 0, 0)
      if (lit)
        paintLamps(paint, count.counters, count.countersStaffed, office.ledger.hall(dayOf(count.at)).served(time))
      const places = peopleAt(random, code, count.waiting, count.at)
      for (const [n, place] of places) paintPerson(paint, place, random, `${code}/${n}`, count.at)
      paintNoise(paint, tiles, random, code, count.at, lit)
      paintCaptions(paint, office.name, count.at)
      return canvas.encode('jpeg', QUALITY).then((jpeg) => ({ jpeg, people: places.length }))
    },
  }
}

/** The same people keep their places from picture to picture; who comes takes the next free one of the office's own order. */
function peopleAt(random: Random, code: string, waiting: number, at: number): [number, Place][] {
  const day = Math.floor((at + CITY_UTC_OFFSET_MS) / (24 * HOUR_MS))
  const order = (places: readonly Place[], what: string) =>
    places
      .map((place, n) => ({ place, n, rank: random.of('place', code, day, what, n) }))
      .sort((a, b) => a.rank - b.rank)
  const taken = [...order(SEATS, 'seat'), ...order(STANDING, 'standing')].slice(0, Math.min(waiting, MOST_PEOPLE))
  return taken
    .map(({ place, n }): [number, Place] => [place.seated ? n : n + SEATS.length, place])
    .sort(([, a], [, b]) => a.y - b.y)
}

/** A green lamp over every staffed counter, a clerk's outline behind it, and the number called on the board. */
function paintLamps(paint: SKRSContext2D, counters: number, staffed: number, served: number): void {
  for (let n = 0; n < counters; n++) {
    const { x, width } = counterAt(n, counters)
    paint.fillStyle = n < staffed ? '#37d67a' : '#3c4246'
    paint.beginPath()
    paint.arc(x + width - 9, 88, 3.5, 0, 2 * Math.PI)
    paint.fill()
    if (n >= staffed) continue
    paint.fillStyle = '#5c6b78'
    paint.beginPath()
    paint.ellipse(x + width / 2, 132, Math.min(11, width / 3), 13, 0, Math.PI, 0)
    paint.fill()
    paint.beginPath()
    paint.arc(x + width / 2, 113, 6, 0, 2 * Math.PI)
    paint.fill()
  }
  paint.fillStyle = '#ff6a3d'
  paint.font = `700 19px ${FONT}`
  paint.textAlign = 'center'
  paint.fillText(String(1001 + served), 320, 64)
}

/** Head and shoulders from behind; who stands is taller by the legs. */
function paintPerson(
  paint: SKRSContext2D,
  { x, y, size, seated }: Place,
  random: Random,
  who: string,
  at: number,
): void {
  const cloth =
    CLOTHES[Math.floor(random.of('clothes', who, Math.floor(at / (40 * 60_000))) * CLOTHES.length)] ?? CLOTHES[0]
  const sway = 1.6 * size * random.smooth(at, 9000, 'sway', who)
  const top = seated ? y - 22 * size : y - 60 * size
  paint.fillStyle = cloth
  if (!seated) paint.fillRect(x - 8 * size, top + 30 * size, 16 * size, 40 * size)
  paint.beginPath()
  paint.ellipse(x + sway / 2, top + 18 * size, 17 * size, 20 * size, 0, Math.PI, 0)
  paint.rect(x - 17 * size + sway / 2, top + 17 * size, 34 * size, 14 * size)
  paint.fill()
  paint.fillStyle = '#1d1a19'
  paint.beginPath()
  paint.ellipse(x + sway, top - 8 * size, 8.5 * size, 10.5 * size, 0, 0, 2 * Math.PI)
  paint.fill()
}

/** A sensor's noise: two pictures of the same moment of the same hall never have the same bytes. */
function paintNoise(
  paint: SKRSContext2D,
  tiles: readonly Canvas[],
  random: Random,
  code: string,
  at: number,
  lit: boolean,
): void {
  const tile = tiles[Math.floor(random.of('tile', code, at) * tiles.length)]
  if (tile === undefined) return
  paint.globalAlpha = lit ? 0.045 : 0.06
  // Whole pixels: copying is cheaper than resampling.
  const offset = (axis: string) => -Math.floor(random.of('noise', axis, code, at) * NOISE_MARGIN)
  paint.drawImage(tile, offset('x'), offset('y'))
  paint.globalAlpha = 1
}

function noiseTile(draw: () => number): Canvas {
  const canvas = createCanvas(WIDTH + NOISE_MARGIN, HEIGHT + NOISE_MARGIN)
  const paint = canvas.getContext('2d')
  const image = paint.createImageData(canvas.width, canvas.height)
  for (let i = 0; i < image.data.length; i += 4) {
    const grey = Math.floor(draw() * 256)
    image.data.set([grey, grey, grey, 255], i)
  }
  paint.putImageData(image, 0, 0)
  return canvas
}

function paintCaptions(paint: SKRSContext2D, name: string, at: number): void {
  const label = (text: string, x: number, y: number, font: string, align: 'left' | 'right', color: string) => {
    paint.font = font
    paint.textAlign = align
    paint.lineWidth = 3
    paint.strokeStyle = 'rgba(0, 0, 0, 0.75)'
    paint.strokeText(text, x, y)
    paint.fillStyle = color
    paint.fillText(text, x, y)
  }
  label(timeText(at), 10, 22, `600 15px ${FONT}`, 'left', '#ffffff')
  label(name, 10, HEIGHT - 12, `600 15px ${FONT}`, 'left', '#ffffff')
  label('MÔ PHỎNG', WIDTH - 10, 24, `800 19px ${FONT}`, 'right', '#ffd24a')
}

/** `23/11/2026 09:30:05`, as cameras here burn it in. */
function timeText(at: number): string {
  const [year, month, day] = dayOf(at).split('-')
  return `${day}/${month}/${year} ${new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(11, 19)}`
}
