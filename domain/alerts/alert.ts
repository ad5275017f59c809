import * as z from 'zod'
import { epochMs, moment, text } from '../schema.ts'
import { SEVERITIES } from '../sensors/sensorKind.ts'

export const EvidenceShape = z.object({
  label: text,
  value: z.string(),
  /** `camera/MC-31135`, `statistics/queue/31135`. */
  source: z.string(),
  /** Device time, epoch ms. */
  at: epochMs,
})
/** One thing that speaks for an alert: what was seen, where and when. */
export type Evidence = Readonly<z.output<typeof EvidenceShape>>

const AlertSubjectShape = z.enum(['sensor', 'camera', 'system', 'unit', 'wall'])
export type AlertSubject = z.output<typeof AlertSubjectShape>

export const AlertRow = z.object({
  /** Unique for ever. */
  id: z.string(),
  /** `${rule}|${subject}/${subjectId}`: at most one alert that is not cleared has it. */
  key: z.string(),
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  subject: AlertSubjectShape,
  subjectId: z.string(),
  /** Commune (or higher unit) code where it is; null when it has no place. */
  unit: z.string().nullable(),
  title: text,
  /** The value that raised it and the limit, in the quantity's unit, when it is about a number; of many sources, how many there are now. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  /** What was seen when it was raised, of many sources as their number changed, side by side; [] where the title says it all. */
  evidence: z.array(EvidenceShape).readonly(),
  raisedAt: epochMs,
  clearedAt: moment,
  /** Who took it on and when; nobody yet while null. */
  acknowledgedAt: moment,
  acknowledgedBy: z.string().nullable(),
  simulated: z.boolean(),
})
/** A condition that needs a person. One alert a rule and subject at a time. */
export type Alert = Readonly<z.output<typeof AlertRow>>
