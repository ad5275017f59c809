import type { Principal } from '../../domain/access/principal.ts'
import type { AnnouncedCamera } from '../../domain/cameras/camera.ts'
import { FILE_KINDS, fileKindOf } from '../../domain/files/fileKind.ts'
import { quoted } from '../../domain/problems.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { WallAct } from '../../domain/walls/transition.ts'
import type { Take } from '../../domain/walls/wallState.ts'
import { DEMO_WALL_PRINCIPAL } from '../accounts/demoWalls.ts'
import type { FileContents } from '../files/contents.ts'
import { checkFile } from '../files/uploads.ts'
import { Problem } from '../problem.ts'
import type { Walls } from '../services/walls.ts'
import { writeWallStill } from '../store/walls.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'

/** What is done with walls: each is one step of `domain/walls/transition.ts`. */
export function wallControlCommands({
  walls,
  contents,
  units,
  camera,
  maySee,
}: {
  walls: Pick<Walls, 'plan' | 'callsOf' | 'askStill' | 'still' | 'stillKept'>
  contents: Pick<FileContents, 'put' | 'checkRoom'>
  /** The map of units in force. */
  units: UnitTree
  camera: (id: string) => Pick<AnnouncedCamera, 'commune'> | undefined
  maySee: (
    person: Pick<Principal, 'id' | 'grants'>,
    about: { readonly matter: string; readonly id: string },
  ) => Promise<boolean>
}): readonly CommandHandler[] {
  /**
   * What somebody puts up on a wall is there, and they may know of it: a wall that shows nothing of what was asked for would say that it is as told.
   * @throws Problem
   */
  async function checkThere({ focus, filter }: Pick<Take, 'focus' | 'filter'>, { principal, reach }: Commanding) {
    for (const unit of [focus.unit, filter.unit])
      if (unit !== undefined && !units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
    if (focus.camera !== undefined) {
      const found = camera(focus.camera)
      if (found === undefined || !reach.has(found.commune))
        throw new Problem('unknownCamera', { id: quoted(focus.camera) })
    }
    if (focus.incident !== undefined && !(await maySee(principal, { matter: 'incident', id: focus.incident })))
      throw new Problem('unknownMatter', { id: quoted(focus.incident) })
  }

  function step({ wall, seen }: { wall: string; seen: number }, act: WallAct, { principal, at }: Commanding) {
    const { write, apply, row, before } = walls.plan(wall, act, { by: principal.name, at, seen })
    return { write, apply, answer: () => ({ state: row() }), before } satisfies Outcome<unknown>
  }
  const until = (minutes: number | null, at: number) => (minutes === null ? null : at + minutes * MINUTE_MS)
  const reason = (why: string | undefined) => (why === undefined || why === '' ? null : why)

  return [
    carriesOut('takeWall', async (input, commanding) => {
      await checkThere(input, commanding)
      const { level, scene, focus, filter, moment, minutes, returnTo, why } = input
      const held = until(minutes, commanding.at)
      const view = { scene, focus, filter, moment }
      const act = { is: 'take', level, ...view, returnTo, why: reason(why), until: held, cause: null } as const
      return step(input, act, commanding)
    }),
    carriesOut('releaseWall', (input, commanding) => step(input, { is: 'release', isAll: input.all }, commanding)),
    carriesOut('stepWall', (input, commanding) => step(input, { is: 'step', by: input.by }, commanding)),
    carriesOut('pauseWall', (input, commanding) =>
      step(input, { is: 'pause', until: until(input.minutes, commanding.at) }, commanding),
    ),
    carriesOut('resumeWall', (input, commanding) => step(input, { is: 'resume' }, commanding)),
    carriesOut('pinWall', (input, commanding) => step(input, { is: 'pin' }, commanding)),
    carriesOut('undoWall', (input, commanding) => step(input, { is: 'undo' }, commanding)),
    carriesOut('lockWall', (input, commanding) => step(input, { is: 'lock', why: reason(input.why) }, commanding)),
    carriesOut('unlockWall', (input, commanding) => step(input, { is: 'unlock' }, commanding)),
    carriesOut('scheduleWall', (input, commanding) => {
      const { wall, schedule, onCritical, calls = walls.callsOf(wall) } = input
      return step(input, { is: 'schedule', schedule, onCritical, calls }, commanding)
    }),
    carriesOut('askStill', ({ wall, screen }, { principal }) => {
      const { askedAt, write, apply } = walls.askStill(wall, screen, principal.name)
      return { write, apply, answer: () => ({ askedAt }) }
    }),
    carriesOut('sendStill', async ({ wall, screen, askedAt, takenAt, picture }, { principal }) => {
      // A still is what the wall itself has painted: nobody else may say what hung there.
      const isOwn = principal.is === 'wall' && (principal.id === wall || principal.id === DEMO_WALL_PRINCIPAL)
      if (!isOwn) throw new Problem('stillNotAsked')
      const entry = walls.still(wall, screen, { askedAt, takenAt })
      const bytes = Buffer.from(picture, 'base64')
      const kind = fileKindOf(bytes)
      if (kind !== 'webp' && kind !== 'jpeg') throw new Problem('wrongStill')
      checkFile(bytes, kind)
      await contents.checkRoom(bytes.length)
      const hash = await contents.put(bytes)
      return {
        write: (tables) => writeWallStill(tables, units.edition, { entry, hash, type: FILE_KINDS[kind].type }),
        apply: () => walls.stillKept(wall, screen),
        answer: () => ({ number: entry.number }),
      }
    }),
  ]
}
