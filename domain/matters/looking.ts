import * as z from 'zod'
import type { Permission } from '../access/permissions.ts'
import { MATTER_KINDS, type MatterKind } from './fact.ts'

/** One thing that people deal with, as a screen names it. */
export const MatterRefShape = z.strictObject({ kind: z.enum(MATTER_KINDS), id: z.string().min(1).max(200) })
export type MatterRef = Readonly<z.output<typeof MatterRefShape>>

/** Who else has something open now: names, each person once, whoever is told not among them. */
export interface Looking extends MatterRef {
  readonly people: readonly string[]
}

/** What one must be allowed, where a matter lies, to be told who has it open. */
export const LOOKING_TAKES: Readonly<Record<MatterKind, Permission>> = {
  alert: 'alerts.see',
  incident: 'incidents.see',
  directive: 'directives.see',
  explanation: 'directives.see',
  shift: 'shift.see',
}
