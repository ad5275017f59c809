import * as z from 'zod'
import { epochMs, moment, says } from '../schema.ts'
import { GEOMETRY_BOUNDS, type GeometryName } from './geometry.ts'
import { Focus, SceneName, WallFilter } from './wallState.ts'

const within = (name: GeometryName) => z.number().min(GEOMETRY_BOUNDS[name].least).max(GEOMETRY_BOUNDS[name].most)
const GeometryShape = z.object({
  columns: within('columns').int(),
  rows: within('rows').int(),
  bezelPx: within('bezelPx'),
  pitchMm: within('pitchMm'),
  distanceM: within('distanceM'),
  acrossPx: within('acrossPx'),
})

/** What a screen of a wall could not do as it was told. */
const SCREEN_FAULTS = ['unknownScene', 'brokenPanel', 'stillMap'] as const

/** How long a screen took, ms; null: not known yet. */
const latency = z.number().int().min(0).nullable().default(null)

/** Screens of one wall: as many as panels there can be. */
export const MOST_SCREENS = 96

const PaintedShape = {
  screen: z.number().int().min(1).max(MOST_SCREENS),
  scene: SceneName.meta(says('cảnh đã vẽ', 'the scene it painted')),
  focus: Focus.default({}).meta(says('thứ đang xem riêng', 'what is in focus')),
  filter: WallFilter.default({}).meta(says('đang lọc theo', 'what it was narrowed to')),
  moment: moment
    .default(null)
    .meta(says('đang hiện số liệu của lúc đó; null: lúc này', 'the past moment it shows; null: now')),
  version: z
    .number()
    .int()
    .min(0)
    .nullable()
    .meta(says('lệnh mới nhất đã nhận', 'version of the newest command it has; null: none yet')),
  paintedAt: epochMs.meta(says('lần vẽ gần nhất, theo giờ trung tâm', 'last painted, on the hub’s clock')),
  dataAt: epochMs
    .nullable()
    .meta(says('giờ của số liệu đã vẽ, theo trung tâm', 'how old what it painted was: the hub’s last word then')),
  lateMs: latency.meta(
    says(
      'lần chuyển cảnh gần nhất chậm so với giờ chung, ms; null: chưa chuyển lần nào',
      'how long after the common moment its latest turn was painted, ms; null: it has not turned yet',
    ),
  ),
  readyMs: latency.meta(
    says(
      'sau lệnh gần nhất bao lâu thì cảnh mới đã sẵn sàng để hiện, ms; null: chưa có lệnh nào',
      'how long after the latest act it had ready what that brought, ms; null: none has brought anything yet',
    ),
  ),
  build: z.string().max(80),
  faults: z.array(z.enum(SCREEN_FAULTS)).max(SCREEN_FAULTS.length),
  dropped: z.number().int().min(0).meta(says('nhịp bị bỏ từ khi mở trang', 'beats dropped since the page was opened')),
  memoryMb: z.number().min(0).max(1e6).nullable(),
  width: z.number().int().min(1).max(100_000),
  height: z.number().int().min(1).max(100_000),
  geometry: GeometryShape.meta(says('tường gồm những ô nào', 'what the wall is made of')),
  startedAt: epochMs.meta(says('trang được mở lúc', 'when the page was opened')),
} as const

/**
 * What a screen of a wall says that it has painted. `wall`: which one, in the demo; else whose it is tells the hub. `page`: drawn by lot as the
 * page was opened, so that one that comes back on another line is told from a second machine; a page of an earlier build says none.
 */
export const Painted = z.object({
  wall: z.string().min(1).max(64).nullable(),
  page: z.string().min(1).max(40).optional(),
  /** The window shows the whole wall, not one panel of it. */
  isWhole: z.boolean().optional(),
  ...PaintedShape,
})
export type Painted = Readonly<z.output<typeof Painted>>

/** A row of the feed: what was painted last, and what the hub adds. */
export const WallReport = z.object({
  key: z.string().meta(says('màn hình/số thứ tự', 'wall/screen')),
  wall: z.string(),
  place: z.string(),
  receivedAt: epochMs,
  machines: z
    .number()
    .int()
    .min(0)
    .meta(says('số máy đang chạy màn hình này; 0: đã tắt', 'machines that show this screen; 0: it is off')),
  still: z
    .object({ askedAt: epochMs, by: z.string() })
    .nullable()
    .default(null)
    .meta(says('đang được yêu cầu gửi hình; null: không', 'a still of it is asked for; null: none')),
  ...PaintedShape,
})
export type WallReport = Readonly<z.output<typeof WallReport>>
