/** Red, green, blue, opacity: 0…255. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

/** How far a commune is behind: quiet when it meets its target, warmer the further it misses, hatched when nobody can say. */
export type Tone = 'met' | 'little' | 'more' | 'most' | 'unjudged' | 'none'

/** A measuring point by what it has reached; the shape tells the kind, the size tells it again. */
type MarkTone = 'calm' | 'info' | 'minor' | 'major' | 'critical'

/** Every colour of the map, on one ground. */
export interface Palette {
  /** Communes by tone; `none` lets the land show. */
  readonly tones: Readonly<Record<Tone, Rgba>>
  /** Lines of the hatch over `unjudged`. */
  readonly hatch: Rgba
  readonly marks: Readonly<Record<MarkTone, Rgba>>
  /** Around every mark, so that it stands out from whatever lies under it. */
  readonly casing: Rgba
  /** What is chosen, and figures on a badge: farthest from the ground. */
  readonly ink: Rgba
  /** An outline that is there and does not call. */
  readonly quietLine: Rgba
  /** Under the number of a rank. */
  readonly badge: Rgba
  /** The base map, as MapLibre takes its colours. */
  readonly base: {
    readonly ground: string
    readonly farLand: string
    readonly farLine: string
    readonly shadow: string
    readonly shadowOpacity: number
    /** The front of the plate that the city lies on: under its lit rim, and at its foot. */
    readonly plateEdge: string
    readonly plateFoot: string
    readonly rim: string
    readonly land: string
    readonly communeLine: string
    readonly districtLine: string
    readonly road: string
    readonly building: string
    readonly green: string
    readonly canal: string
    readonly river: string
    readonly riverBank: string
    readonly riverGlow: string
    /** What moves on it. */
    readonly riverFlow: string
    readonly name: string
    readonly quietName: string
    readonly riverName: string
    readonly halo: string
  }
}

/**
 * By night and by day, with the same contrasts. The tones of the dark ground are `oklch(0.35 0.012 240)`, `0.50 0.07 75`, `0.62 0.13 60` and
 * `0.60 0.18 32`; those of the light one `0.91 0.006 240`, `0.88 0.07 85`, `0.77 0.13 65` and `0.58 0.18 32`.
 */
export const GROUNDS: Readonly<Record<'dark' | 'light', Palette>> = {
  dark: {
    tones: {
      met: [53, 60, 66, 255],
      little: [123, 93, 51, 255],
      more: [190, 113, 37, 255],
      most: [214, 74, 51, 255],
      unjudged: [26, 32, 39, 255],
      none: [35, 42, 48, 255],
    },
    hatch: [78, 91, 103, 255],
    marks: {
      calm: [174, 184, 194, 255],
      info: [174, 184, 194, 255],
      minor: [231, 181, 102, 255],
      major: [244, 153, 74, 255],
      critical: [255, 112, 67, 255],
    },
    casing: [9, 12, 15, 235],
    ink: [238, 242, 245, 255],
    quietLine: [120, 134, 147, 200],
    badge: [9, 12, 15, 255],
    base: {
      ground: '#0b0f13',
      farLand: '#121920',
      farLine: '#1a232b',
      shadow: '#000000',
      shadowOpacity: 1.5,
      plateEdge: '#3a444d',
      plateFoot: '#161c21',
      rim: '#aebcc8',
      land: '#232a30',
      communeLine: '#141a1f',
      districtLine: '#74818c',
      road: '#39434c',
      building: '#2a333a',
      green: '#1a2622',
      canal: '#28566d',
      river: '#164f6b',
      riverBank: '#5cb2da',
      riverGlow: '#2f86ad',
      riverFlow: '#a9dcf5',
      name: '#d4dbe2',
      quietName: '#9aa7b3',
      riverName: '#bfe3f5',
      halo: '#0d1115',
    },
  },
  light: {
    tones: {
      met: [222, 226, 229, 255],
      little: [240, 212, 155, 255],
      more: [237, 160, 77, 255],
      most: [204, 68, 44, 255],
      unjudged: [240, 243, 245, 255],
      none: [250, 251, 252, 255],
    },
    hatch: [148, 160, 171, 255],
    marks: {
      calm: [77, 90, 102, 255],
      info: [77, 90, 102, 255],
      minor: [146, 96, 0, 255],
      major: [184, 78, 8, 255],
      critical: [168, 30, 4, 255],
    },
    casing: [255, 255, 255, 240],
    ink: [15, 21, 26, 255],
    quietLine: [104, 118, 131, 210],
    badge: [255, 255, 255, 255],
    base: {
      ground: '#dfe5ea',
      farLand: '#e8edf1',
      farLine: '#cfd7de',
      shadow: '#8f9ca8',
      shadowOpacity: 0.9,
      plateEdge: '#c3ccd4',
      plateFoot: '#a3afb9',
      rim: '#ffffff',
      land: '#fafbfc',
      communeLine: '#b9c3cb',
      districtLine: '#6d7b87',
      road: '#b4bec6',
      building: '#dde2e7',
      green: '#e6efe6',
      canal: '#8fbad0',
      river: '#a9d2e6',
      riverBank: '#3d8fb5',
      riverGlow: '#7fb9d4',
      riverFlow: '#1d6f99',
      name: '#1d262e',
      quietName: '#4d5a66',
      riverName: '#0f4a66',
      halo: '#ffffff',
    },
  },
}

/** The wall's ground, and the console's by night. */
export const DARK = GROUNDS.dark

/** As style sheets take it. */
export function cssColor([red, green, blue, alpha]: Rgba): string {
  return `rgb(${red} ${green} ${blue} / ${Math.round((alpha / 255) * 100)}%)`
}
