/** Red, green, blue, opacity: 0…255. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

/** How far a commune is behind: quiet when it meets its target, warmer the further it misses, hatched when nobody can say. */
export type Tone = 'met' | 'little' | 'more' | 'most' | 'unjudged' | 'none'

/** Of `oklch(0.33 0.012 240)`, `0.50 0.07 75`, `0.62 0.13 60`, `0.60 0.18 32`; `none` lets the land show. */
export const TONES: Record<Tone, Rgba> = {
  met: [48, 54, 59, 255],
  little: [123, 93, 51, 255],
  more: [190, 113, 37, 255],
  most: [214, 74, 51, 255],
  unjudged: [26, 32, 39, 255],
  none: [30, 36, 40, 255],
}

/** Lines of the hatch over `unjudged`. */
export const HATCH: Rgba = [78, 91, 103, 255]

/** A measuring point by what it has reached; the shape tells the kind, the size tells it again. */
export const MARKS = {
  calm: [174, 184, 194, 255],
  info: [174, 184, 194, 255],
  minor: [231, 181, 102, 255],
  major: [244, 153, 74, 255],
  critical: [255, 112, 67, 255],
} as const satisfies Record<string, Rgba>

/** Around every mark, so that it stands out from whatever lies under it. */
export const CASING: Rgba = [9, 12, 15, 235]
export const BRIGHT: Rgba = [238, 242, 245, 255]

/** Colours of the base map, as MapLibre takes them. The map is dark in both themes: its tones are measured against this ground. */
export const BASE = {
  ground: '#0b0f13',
  farLand: '#11171c',
  farLine: '#1a232b',
  shadow: '#000000',
  land: '#1e2428',
  communeLine: '#0d1115',
  districtLine: '#5a6670',
  road: '#39434c',
  building: '#2a333a',
  green: '#1a2622',
  canal: '#28566d',
  river: '#14506e',
  riverBank: '#4fa8d0',
  riverGlow: '#2f86ad',
  name: '#d4dbe2',
  quietName: '#9aa7b3',
  riverName: '#bfe3f5',
  halo: '#0d1115',
} as const
