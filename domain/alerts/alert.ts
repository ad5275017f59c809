import * as z from 'zod'
import { epochMs, moment, says, text } from '../schema.ts'
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

/** Where people stand with an alert. */
export const HANDLINGS = ['unacknowledged', 'acknowledged', 'shelved', 'incident', 'closed'] as const
export type Handling = (typeof HANDLINGS)[number]

/** Why an alert was closed: its cause was dealt with, it ended by itself, it was none, it was a test, another one tells the same. */
export const CLOSE_REASONS = ['handled', 'ended', 'falseAlarm', 'test', 'duplicate'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** What people have done about an alert: what its facts add up to. */
const HandlingShape = z.object({
  /** Version of its newest fact, to be sent as `expectedVersion`; 0: nobody has done anything. */
  version: z.number().int().min(0),
  handling: z.enum(HANDLINGS),
  /** Who took it on and when; nobody, or not any more, while null. */
  acknowledgedAt: moment,
  acknowledgedBy: z.string().nullable(),
  /** What they wrote then. */
  note: z.string().nullable(),
  /** Whoever took it on was reminded then; the acknowledgement lapses soon after. */
  remindedAt: moment,
  /** Put aside until then, by whom and why. */
  shelvedUntil: moment,
  shelvedBy: z.string().nullable(),
  shelvedWhy: z.string().nullable(),
  /** Id of the incident that it became a part of. */
  incident: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedWhy: z.enum(CLOSE_REASONS).nullable(),
  /** How far silence has carried it: 0 nobody yet, 1 operator, 2 shift lead, 3 leader. */
  escalation: z.number().int().min(0),
  comments: z.number().int().min(0),
  /** What it is about is being worked on: nobody is to act. */
  outOfService: z.boolean(),
})
export type AlertHandling = Readonly<z.output<typeof HandlingShape>>

/** Of an alert that nobody has done anything about. */
export const UNHANDLED: AlertHandling = {
  version: 0,
  handling: 'unacknowledged',
  acknowledgedAt: null,
  acknowledgedBy: null,
  note: null,
  remindedAt: null,
  shelvedUntil: null,
  shelvedBy: null,
  shelvedWhy: null,
  incident: null,
  closedBy: null,
  closedWhy: null,
  escalation: 0,
  comments: 0,
  outOfService: false,
}

const ConditionShape = z.object({
  /** Whether what raised it stands, has ended, or can no longer be told since its data are missing. */
  condition: z.enum(['standing', 'lost', 'ended']),
  /** When its condition ended; null while it stands. An alert that latches stays open after that. */
  endedAt: moment,
  /** The level that stands now; `severity` is the worst there was. */
  severityNow: z.enum(SEVERITIES),
  /** How often its condition has come since it was raised. */
  times: z.number().int().min(1),
  /** It comes and goes: one alert until it has been quiet for a while. */
  chatters: z.boolean(),
  /** The alert with the same condition that was over before this one was raised. */
  recurrenceOf: z.string().nullable(),
  /** The open alert that tells of its cause: this one is a member of it, and nobody is called for it alone. */
  cause: z.string().nullable(),
  /** Since when no other alert tells of its cause any more; absent: none ever has, or one does for the first time. */
  ownSince: epochMs.optional(),
  /** Its condition came, or became as bad as it has been, while a drill was played: it is of that drill until it ends, also when the drill is over. */
  inDrill: z.boolean(),
})
export type AlertCondition = Readonly<z.output<typeof ConditionShape>>

/** What became of an alert's number (`domain/alerts/course.ts`). */
const CourseShape = z.object({
  raised: z
    .object({ value: z.number(), severity: z.enum(SEVERITIES) })
    .nullable()
    .meta(
      says('khi phát; null: không về con số, hoặc không rõ', 'when it was raised; null: about no number, or unknown'),
    ),
  peak: z
    .object({
      value: z.number(),
      at: epochMs,
      severity: z.enum(SEVERITIES),
      said: z
        .object({ title: text, evidence: z.array(EvidenceShape).readonly() })
        .nullable()
        .meta(says('lời cảnh báo lúc ấy, khi về nhiều nguồn', 'what it said then, where it is about many')),
    })
    .nullable()
    .meta(says('cao nhất từ khi phát; null: không rõ', 'the worst since it was raised; null: unknown')),
  valueNow: z
    .number()
    .nullable()
    .meta(says('hiện nay; null: chưa rõ, hoặc cảnh báo đã đóng', 'now; null: nobody can say, or it is over')),
})

/** Of an alert that has just been raised, and is about no number. */
export const JUST_RAISED: Omit<AlertCondition, 'severityNow'> & Readonly<z.output<typeof CourseShape>> = {
  raised: null,
  peak: null,
  valueNow: null,
  condition: 'standing',
  endedAt: null,
  times: 1,
  chatters: false,
  recurrenceOf: null,
  cause: null,
  inDrill: false,
}

export const AlertRow = z.object({
  /** Unique for ever. */
  id: z.string(),
  /** `${rule}|${subject}/${subjectId}`: at most one alert that is not cleared has it. */
  key: z.string(),
  rule: z.string(),
  /** The worst that it has been. */
  severity: z.enum(SEVERITIES),
  subject: AlertSubjectShape,
  subjectId: z.string(),
  /** Commune (or higher unit) code where it is; null when it has no place. */
  unit: z.string().nullable(),
  title: text,
  /** The number that the title tells, and the limit, in the quantity's unit, when it is about a number: `domain/alerts/course.ts` says of which moment. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  /** What was seen when the title was so, side by side; [] where the title says it all. */
  evidence: z.array(EvidenceShape).readonly(),
  raisedAt: epochMs,
  /** When it left the list of open ones: ended, and acknowledged where it latches, or closed by somebody. */
  clearedAt: moment,
  ...CourseShape.shape,
  ...ConditionShape.shape,
  ...HandlingShape.shape,
  simulated: z.boolean(),
})
/** A condition that needs a person, and what people have done about it. One open alert a rule and subject at a time. */
export type Alert = Readonly<z.output<typeof AlertRow>>

/** A critical alert stays open until it has ended and was acknowledged, in either order; every other until it has ended. */
export function isOver({
  severity,
  endedAt,
  handling,
}: Pick<Alert, 'severity' | 'endedAt'> & { handling: Handling }): boolean {
  if (handling === 'closed') return true
  if (endedAt === null) return false
  return severity !== 'critical' || handling === 'acknowledged' || handling === 'incident'
}

/** Whether somebody is to act: it is open, nobody has it, nothing is being worked on there, and no other alert tells of its cause. */
export function callsPeople({
  clearedAt,
  handling,
  outOfService,
  cause,
}: Pick<Alert, 'clearedAt' | 'handling' | 'outOfService' | 'cause'>): boolean {
  return clearedAt === null && handling === 'unacknowledged' && !outOfService && cause === null
}

/** Whether it is over, people have dealt with it, and nobody has closed it yet: a critical one waits for the shift lead. */
export function isToClose({
  clearedAt,
  version,
  handling,
}: Pick<Alert, 'clearedAt' | 'version' | 'handling'>): boolean {
  return clearedAt !== null && version > 0 && handling !== 'closed'
}

/** Whether people have put it aside: for a time, or because something is being worked on there. */
export function isPutAside({ handling, outOfService }: Pick<Alert, 'handling' | 'outOfService'>): boolean {
  return handling === 'shelved' || outOfService
}

/** An alert as an earlier version kept it, with what it did not know. */
export function carriedAlert(kept: Partial<Alert> & Pick<Alert, 'severity' | 'clearedAt'>): Alert {
  const { clearedAt, severity, acknowledgedAt = null } = kept
  const handling: Handling = acknowledgedAt === null ? 'unacknowledged' : 'acknowledged'
  const condition = clearedAt === null ? 'standing' : 'ended'
  return {
    ...JUST_RAISED,
    ...UNHANDLED,
    ...{ evidence: [], condition, endedAt: clearedAt, severityNow: severity, handling },
    ...kept,
  } as Alert
}
