import * as z from 'zod'
import type { Role } from '../access/roles.ts'
import { text } from '../schema.ts'
import { SEVERITIES } from '../sensors/sensorKind.ts'
import type { CountedText, Text } from '../text.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'

/** What an incident is about; a procedure is written for one of them. */
export const INCIDENT_CATEGORIES = {
  flood: { vi: 'Lũ, ngập, triều cường', en: 'Flood and high tide' },
  salinity: { vi: 'Xâm nhập mặn, nguồn nước', en: 'Salinity and water intake' },
  air: { vi: 'Chất lượng không khí', en: 'Air quality' },
  oneStop: { vi: 'Một cửa', en: 'One-stop service' },
  portal: { vi: 'Dịch vụ công, phần mềm dùng chung', en: 'Public services and shared software' },
  security: { vi: 'An toàn thông tin', en: 'Information security' },
  infrastructure: { vi: 'Đường truyền, thiết bị, hạ tầng', en: 'Network, devices and infrastructure' },
  camera: { vi: 'Camera, hình ảnh', en: 'Cameras and pictures' },
  citizen: { vi: 'Phản ánh của người dân', en: 'Reports of citizens' },
  other: { vi: 'Khác', en: 'Other' },
} as const satisfies Record<string, Text>
export type IncidentCategory = keyof typeof INCIDENT_CATEGORIES
export const IncidentCategoryShape = z.enum(
  Object.keys(INCIDENT_CATEGORIES) as [IncidentCategory, ...(readonly IncidentCategory[])],
)

/** Who does a step. */
export const STEP_ROLES = {
  operator: { vi: 'Trực ban', en: 'Operator' },
  lead: { vi: 'Trưởng ca', en: 'Shift lead' },
  unit: { vi: 'Đơn vị chủ trì', en: 'Unit in charge' },
  support: { vi: 'Đơn vị phối hợp', en: 'Supporting unit' },
  recorder: { vi: 'Người ghi', en: 'Recorder' },
  leader: { vi: 'Lãnh đạo', en: 'Leader' },
} as const satisfies Record<string, Text>
export type StepRole = keyof typeof STEP_ROLES

/** The role of accounts whose holders do a step; absent: whoever does it is named in words alone. */
export const ROLE_OF_STEP: Readonly<Partial<Record<StepRole, Role>>> = {
  operator: 'operator',
  lead: 'lead',
  unit: 'officer',
  leader: 'leader',
}

/** How long an incident may take: hours of the clock, or working days. */
export const DeadlineClass = z.discriminatedUnion('is', [
  z.object({ is: z.literal('hours'), count: z.int().min(1).max(720) }),
  z.object({ is: z.literal('workingDays'), count: z.int().min(1).max(90) }),
])
export type DeadlineClass = Readonly<z.output<typeof DeadlineClass>>

/** Deadlines that bear a name. */
export const NAMED_DEADLINES = [
  { name: { vi: 'Khẩn cấp', en: 'Emergency' }, deadline: { is: 'hours', count: 24 } },
  { name: { vi: 'Xử lý ngay', en: 'At once' }, deadline: { is: 'workingDays', count: 3 } },
] as const satisfies readonly { readonly name: Text; readonly deadline: DeadlineClass }[]

/** Units in which a step's limit and a deadline are written. */
export const LIMIT_UNITS = {
  minutes: { text: { vi: 'phút', en: 'minutes', one: 'minute' }, ms: MINUTE_MS },
  hours: { text: { vi: 'giờ', en: 'hours', one: 'hour' }, ms: HOUR_MS },
} as const satisfies Record<string, { readonly text: CountedText; readonly ms: number }>

export const SopStep = z.object({
  /** Its number in the procedure, from 1. */
  number: z.int().min(1),
  /** The heading it stands under; null where there is none. */
  part: text.nullable(),
  title: text,
  /** What else is said of it; empty where nothing is. */
  note: text,
  role: z.enum(Object.keys(STEP_ROLES) as [StepRole, ...(readonly StepRole[])]),
  /** From the opening of the incident, ms; null: no limit. */
  withinMs: z.number().int().nullable(),
  /** Without it no result can be reported. */
  mandatory: z.boolean(),
})
export type SopStep = Readonly<z.output<typeof SopStep>>

const SopAlert = z.object({
  /** `waterLevel.level`, `event` */
  rule: z.string(),
  /** The mildest it is for; null: whatever the severity. */
  from: z.enum(SEVERITIES).nullable(),
  /** How the subject's id begins: `soc`; null: whatever it is. */
  subject: z.string().nullable(),
})
export type SopAlert = Readonly<z.output<typeof SopAlert>>

export const SopShape = z.object({
  /** Name of its file without `.md`: `bao-dong-3`. */
  id: z.string(),
  title: text,
  /** As its department writes it: `2026.1`. */
  version: z.string(),
  /** Of the file's content: what tells two contents of one version apart. */
  digest: z.string(),
  category: IncidentCategoryShape,
  deadline: DeadlineClass,
  /** Who leads, in words; empty where nobody is named. */
  lead: z.string(),
  /** What it rests on; empty where nothing is named. */
  basis: z.string(),
  /** When it is to be followed. */
  when: text,
  alerts: z.array(SopAlert).readonly(),
  steps: z.array(SopStep).readonly(),
})
/** A procedure: what is to be done about one kind of incident, by whom and within what time. */
export type Sop = Readonly<z.output<typeof SopShape>>

/** Whether a step of a role is theirs who hold these; one whose role no account holds is anybody's who works on the incident. */
export function isStepOf(role: StepRole, roles: readonly Role[]): boolean {
  const holder = ROLE_OF_STEP[role]
  return holder === undefined || roles.includes(holder)
}

/** What an alert says that a procedure is chosen by. */
export interface SopOccasion {
  readonly rule: string
  readonly severity: (typeof SEVERITIES)[number]
  readonly subjectId: string
}

/**
 * Procedures that an alert calls for: the one that asks for the highest severity first, of these the one that names the subject most closely, then
 * by id.
 */
export function sopsFor(sops: Iterable<Sop>, occasion: SopOccasion): readonly Sop[] {
  const severity = SEVERITIES.indexOf(occasion.severity)
  const fitting = [...sops].flatMap((sop) => {
    const fits = sop.alerts.filter(
      ({ rule, from, subject }) =>
        rule === occasion.rule &&
        (from === null || severity >= SEVERITIES.indexOf(from)) &&
        (subject === null || occasion.subjectId.startsWith(subject)),
    )
    if (fits.length === 0) return []
    const rank = (of: SopAlert) =>
      (of.from === null ? -1 : SEVERITIES.indexOf(of.from)) * 1_000 + (of.subject ?? '').length
    return [{ sop, rank: Math.max(...fits.map(rank)) }]
  })
  return fitting.sort((a, b) => b.rank - a.rank || (a.sop.id < b.sop.id ? -1 : 1)).map(({ sop }) => sop)
}
