import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Text } from '../../domain/text.ts'
import { type BoundaryFile, checkBoundaries } from '../../domain/units/boundaries.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { EDITIONS, type Edition } from '../../domain/units/unit.ts'
import type { ShapeLevel } from '../../domain/units/unitMatching.ts'
import { boundaryFileName, tooHeavy } from '../cityFiles/boundaries.ts'
import { CityFileError } from '../cityFiles/cityFileError.ts'
import { parseJson } from '../cityFiles/jsonText.ts'

export type Replaced =
  | { readonly ok: true; readonly path: string; readonly units: number; readonly bytes: number }
  /** `hints`: what might help; not problems themselves. */
  | { readonly ok: false; readonly problems: readonly Text[]; readonly hints: readonly Text[] }

/** Larger files are refused unread: a survey of the whole city in full detail stays well below. */
const MAX_BYTES = 200 * 1024 * 1024

interface Request {
  readonly file: string
  readonly edition: Edition
  readonly level: ShapeLevel
  /** Folder of the city's map files; made where there is none. */
  readonly map: string
}

/** Puts surveyed boundaries in the city's map file of that edition and level, all of them or nothing. */
export async function replaceBoundaries({ file, edition, level, map }: Request): Promise<Replaced> {
  const read = await readJson(file)
  if (!read.ok) return { ok: false, problems: [read.reason], hints: [] }
  const checked = checkBoundaries(read.json, UNIT_TREES[edition], level)
  if (!checked.ok) {
    return {
      ok: false,
      problems: checked.problems.map(({ text }) => text),
      hints: fitsElsewhere(read.json, edition, level),
    }
  }
  const path = join(map, boundaryFileName(level, edition))
  const text = textOf(checked.file)
  const heavy = tooHeavy(Buffer.byteLength(text))
  if (heavy !== undefined) return { ok: false, problems: [about(file, heavy.vi, heavy.en)], hints: [] }
  try {
    await mkdir(map, { recursive: true })
    await writeWhole(path, text)
  } catch (error) {
    const problem = about(path, `không ghi được: ${word(error)}`, `cannot write: ${word(error)}`)
    return { ok: false, problems: [problem], hints: [] }
  }
  return { ok: true, path, units: checked.file.features.length, bytes: Buffer.byteLength(text) }
}

type ReadJson = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly reason: Text }

async function readJson(file: string): Promise<ReadJson> {
  let bytes: Buffer
  try {
    const { size } = await stat(file)
    if (size > MAX_BYTES) return { ok: false, reason: about(file, 'lớn hơn 200 MB', 'larger than 200 MB') }
    bytes = await readFile(file)
  } catch (error) {
    return { ok: false, reason: about(file, `không đọc được: ${word(error)}`, `cannot read: ${word(error)}`) }
  }
  try {
    return { ok: true, json: parseJson(bytes) }
  } catch (error) {
    if (!(error instanceof CityFileError)) throw error
    return { ok: false, reason: about(file, error.text.vi, error.text.en) }
  }
}

/** Says when the same file would do for another edition or level. */
function fitsElsewhere(json: unknown, edition: Edition, level: ShapeLevel): Text[] {
  const levels: readonly ShapeLevel[] = ['commune', 'district']
  const fitting = EDITIONS.flatMap((other) => levels.map((otherLevel) => [other, otherLevel] as const)).filter(
    ([other, otherLevel]) =>
      !(other === edition && otherLevel === level) && checkBoundaries(json, UNIT_TREES[other], otherLevel).ok,
  )
  return fitting.map(([other, otherLevel]) => {
    const options = `--edition ${other} --level ${otherLevel}s`
    return { vi: `tệp này hợp với ${options}`, en: `this file fits ${options}` }
  })
}

/** One feature a line, so that two versions can be compared. */
function textOf({ features, ...head }: BoundaryFile): string {
  const opening = JSON.stringify(head).slice(0, -1)
  return `${opening},"features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`
}

/** Readers see the old file or the new one, never half of it, even when the power goes. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`
  try {
    const handle = await open(beside, 'wx')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

function about(path: string, vi: string, en: string): Text {
  return { vi: `${path}: ${vi}`, en: `${path}: ${en}` }
}

function word(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
