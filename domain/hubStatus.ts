import * as z from 'zod'
import { DataGapRow } from './dataGap.ts'
import { ReceptionShape } from './reception.ts'
import { epochMs, text } from './schema.ts'
import { StorylineName } from './storylines.ts'

const FileProblemShape = z.object({
  /** Its name in the data directory. */
  file: z.string(),
  /** When the hub found it, epoch ms. */
  since: epochMs,
  what: text,
})
/** A file that the city has changed and the hub cannot use; what it said before is in force. */
export type FileProblem = Readonly<z.output<typeof FileProblemShape>>

const LogProblemShape = z.object({
  /** When the hub found it, epoch ms. */
  since: epochMs,
  what: text,
})
/** The log of who did what is not as it was written. */
export type LogProblem = Readonly<z.output<typeof LogProblemShape>>

export const HubRow = z.object({
  id: z.literal('hub'),
  now: epochMs,
  startedAt: epochMs,
  version: z.string(),
  edition: z.string(),
  broker: z.enum(['connected', 'disconnected']),
  /** Why it does not stay connected: a reason of `domain/refusals.ts` and what its sentence fills in. */
  brokerTrouble: z
    .object({ reason: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).readonly() })
    .nullable(),
  /** Of what times data may be missing, since the hub was away from its broker: the newest few of the last thirty days, the newest first. */
  dataGaps: z.array(DataGapRow).readonly(),
  /** Since when it can hear its sources, or since when and why not. */
  reception: ReceptionShape,
  store: z.enum(['ok', 'failing']),
  /** Accepted and refused messages in the last second. */
  acceptedPerSecond: z.number(),
  refusedPerSecond: z.number(),
  clients: z.number(),
  fileProblems: z.array(FileProblemShape).readonly(),
  /** Null: the log follows from entry to entry as far as it has been verified. */
  logProblem: LogProblemShape.nullable(),
  /** Years whose holidays are needed now and known to nobody: their working days leave out weekends only. */
  unknownHolidays: z.array(z.number()).readonly(),
  /** The drill that is being played: whatever a screen shows meanwhile may come from it. Null: none. */
  drill: StorylineName.nullable(),
})
/** The hub about itself, once a second: the heartbeat that screens show as data age. */
export type HubStatus = Readonly<z.output<typeof HubRow>>
