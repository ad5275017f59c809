import type { SKRSContext2D } from '@napi-rs/canvas'
import { HEIGHT, type Place, SEATS, VANISHING, WIDTH } from './hallPlan.ts'
import { FONT } from './lettering.ts'

/** What does not move: walls, floor, desk, windows, the board without its number, empty chairs. */
export function paintRoom(paint: SKRSContext2D, wall: string, counters: number): void {
  paint.fillStyle = '#d9dad6'
  paint.fillRect(0, 0, WIDTH, 40)
  paint.fillStyle = wall
  paint.fillRect(0, 30, WIDTH, HEIGHT - 30)
  // Side walls and ceiling run to the vanishing point.
  shape(paint, '#00000018', [0, 0, 96, 40, 96, 172, 0, 330])
  shape(paint, '#00000018', [WIDTH, 0, WIDTH - 96, 40, WIDTH - 96, 172, WIDTH, 330])
  shape(paint, '#8f8a80', [96, 172, WIDTH - 96, 172, WIDTH, 330, WIDTH, HEIGHT, 0, HEIGHT, 0, 330])
  paint.strokeStyle = '#00000022'
  paint.lineWidth = 1
  for (let n = -12; n <= 12; n++) {
    paint.beginPath()
    paint.moveTo(VANISHING.x + n * 30, 172)
    paint.lineTo(VANISHING.x + n * 102, HEIGHT)
    paint.stroke()
  }
  for (const y of [184, 199, 220, 250, 292]) {
    paint.beginPath()
    paint.moveTo(0, y)
    paint.lineTo(WIDTH, y)
    paint.stroke()
  }
  paint.fillStyle = '#f4f4ee'
  for (const x of [150, 290, 430]) paint.fillRect(x, 14, 60, 7)
  // The long desk with its windows.
  paint.fillStyle = '#6d5238'
  paint.fillRect(104, 138, 432, 40)
  paint.fillStyle = '#82653f'
  paint.fillRect(100, 132, 440, 8)
  for (let n = 0; n < counters; n++) {
    const { x, width } = counterAt(n, counters)
    paint.fillStyle = '#e8ece9'
    paint.fillRect(x + 2, 92, width - 4, 40)
    paint.fillStyle = '#1f4e79'
    paint.fillRect(x + 2, 82, width - 4, 12)
    paint.fillStyle = '#ffffff'
    paint.font = `600 10px ${FONT}`
    paint.textAlign = 'center'
    paint.fillText(String(n + 1), x + width / 2, 91)
  }
  paint.fillStyle = '#101418'
  paint.fillRect(262, 44, 116, 26)
  for (const seat of SEATS) paintChair(paint, seat)
}

/** Where the n-th of so many counters stands along the desk, px. */
export function counterAt(n: number, counters: number): { x: number; width: number } {
  const width = Math.min(60, 420 / counters)
  return { x: 320 - (width * counters) / 2 + n * width, width }
}

function paintChair(paint: SKRSContext2D, { x, y, size }: Place): void {
  paint.fillStyle = '#3a6078'
  paint.beginPath()
  paint.roundRect(x - 19 * size, y - 18 * size, 38 * size, 30 * size, 5 * size)
  paint.fill()
  paint.fillStyle = '#2b475a'
  paint.fillRect(x - 17 * size, y + 12 * size, 3 * size, 14 * size)
  paint.fillRect(x + 14 * size, y + 12 * size, 3 * size, 14 * size)
}

/** The same room after everybody has left. */
export function darken(paint: SKRSContext2D): void {
  paint.fillStyle = 'rgba(6, 9, 14, 0.86)'
  paint.fillRect(0, 0, WIDTH, HEIGHT)
  // The lamp over the exit.
  paint.fillStyle = '#2c7a4b'
  paint.fillRect(30, 60, 26, 9)
}

function shape(paint: SKRSContext2D, color: string, points: readonly number[]): void {
  paint.fillStyle = color
  paint.beginPath()
  for (let n = 0; n < points.length; n += 2) paint.lineTo(points[n] ?? 0, points[n + 1] ?? 0)
  paint.fill()
}
