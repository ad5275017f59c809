import * as z from 'zod'
import { EvidenceShape } from '../alerts/alert.ts'
import { FileRef } from '../files/fileRef.ts'
import { ActorShape, isWhoDid } from '../matters/fact.ts'
import { MatterShape } from '../matters/machine.ts'
import { epochMs, text } from '../schema.ts'
import { SEVERITIES } from '../sensors/sensorKind.ts'
import { DeadlineClass, IncidentCategoryShape, SopStep } from '../sops/sop.ts'
import type { Text } from '../text.ts'

/** Where an incident stands. The last three are ends. */
export const INCIDENT_STATES = {
  new: { vi: 'Mới', en: 'New' },
  verifying: { vi: 'Đang xác minh', en: 'Being verified' },
  handling: { vi: 'Đang xử lý', en: 'Being handled' },
  waiting: { vi: 'Chờ đến ngày', en: 'Waiting for a day' },
  confirming: { vi: 'Chờ xác nhận kết quả', en: 'Result to be confirmed' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  dismissed: { vi: 'Không phải sự vụ', en: 'No incident' },
  merged: { vi: 'Đã gộp', en: 'Merged' },
} as const satisfies Record<string, Text>
export type IncidentState = keyof typeof INCIDENT_STATES

const IncidentStateShape = z.enum(Object.keys(INCIDENT_STATES) as [IncidentState, ...IncidentState[]])

/** What an incident was opened from; `id` of the alert or the camera, `''` of a point and by hand. */
export const ORIGINS = {
  alert: { vi: 'Từ cảnh báo', en: 'From an alert' },
  report: { vi: 'Từ phản ánh của người dân', en: 'From a citizen’s report' },
  camera: { vi: 'Từ camera', en: 'From a camera' },
  point: { vi: 'Từ một điểm trên bản đồ', en: 'From a point on the map' },
  hand: { vi: 'Tự ghi', en: 'By hand' },
} as const satisfies Record<string, Text>
export type Origin = keyof typeof ORIGINS
const OriginShape = z.object({ is: z.enum(Object.keys(ORIGINS) as [Origin, ...Origin[]]), id: z.string() })

/** A figure as it was shown when somebody acted on it; it stays so whatever becomes of the figure. */
const FrozenFigure = z.object({
  /** `alert`: an alert as it stood. `camera`: what a camera counted. */
  is: z.enum(['alert', 'camera']),
  id: z.string(),
  title: text,
  /** Of an alert; null: of a camera. Unit and digits of the value follow from it. */
  rule: z.string().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  evidence: z.array(EvidenceShape).readonly(),
  /** Of an alert whose number had changed: what it was when it was raised, at the most, and when it was frozen, in words. */
  course: text.optional(),
  /** Of an alert that had ended by then, and may come again. */
  hasEnded: z.literal(true).optional(),
  /** Of what moment the figure is. */
  at: epochMs,
  simulated: z.boolean(),
})
export type FrozenFigure = Readonly<z.output<typeof FrozenFigure>>

const Mark = z.object({
  ...{ at: epochMs, by: z.string(), note: z.string() },
  /** When it was noted down, where that waited for a line until `at`. */
  writtenAt: epochMs.optional(),
  /** Whoever noted it down does not hold the role of the step, and did so in the place of those who do. */
  inPlace: z.boolean().optional(),
})

const IncidentStep = SopStep.extend({
  /** Who has done it and when; null: nobody yet. */
  done: Mark.nullable(),
  /** From when its time counts, of a step that came along with an incident that was merged into this one; absent: from its incident's opening. */
  from: epochMs.optional(),
  /** It is late: how far up that was told last, and when (`LATE_STEP_TOLD`); absent: it was not. */
  told: z.object({ level: z.number().int(), at: epochMs }).optional(),
})
export type IncidentStep = Readonly<z.output<typeof IncidentStep>>

export const IncidentShape = MatterShape.extend({
  state: IncidentStateShape,
  category: IncidentCategoryShape,
  severity: z.enum(SEVERITIES).nullable(),
  deadline: DeadlineClass,
  /** The first deadline; stays when the incident has closed. Whether it was kept is told from this. */
  deadlineAt: epochMs,
  /** When whoever has the turn was reminded of the deadline last; absent: not yet. */
  remindedAt: epochMs.optional(),
  /** Since when it has waited for somebody to take it on, where that was not its opening or an offer; absent: it has not. */
  untakenFrom: epochMs.optional(),
  /** How far up was told last that nobody has taken it on, and when; absent: nobody was told since it waits. */
  calledUp: z.object({ level: z.number().int(), at: epochMs }).optional(),
  /** When somebody did something about it last, or it stood again after waiting; absent: nobody has since it was opened. */
  attendedAt: epochMs.optional(),
  /** How far up was told last that a critical alert of it still holds, and when; absent: not since then. */
  heldTold: z.object({ level: z.number().int(), at: epochMs }).optional(),
  openedBy: z.string(),
  origin: OriginShape,
  point: z.object({ lng: z.number(), lat: z.number() }).nullable(),
  note: z.string(),
  /** The procedure whose steps were copied; its version stays as it was at the opening. */
  sop: z.object({ id: z.string(), title: text, version: z.string(), digest: z.string() }).nullable(),
  steps: z.array(IncidentStep).readonly(),
  /** Ids of alerts that it deals with. */
  alerts: z.array(z.string()).readonly(),
  figures: z.array(FrozenFigure).readonly(),
  files: z.array(FileRef.extend({ at: epochMs, writtenAt: epochMs.optional(), by: z.string() })).readonly(),
  people: z.object({
    /** Trực chính. */
    lead: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Đơn vị phối hợp, as they were named. */
    support: z.string(),
    /** Người ghi. */
    recorder: z.string(),
  }),
  /** Offered to another unit, which has not accepted yet. */
  offered: z.object({ unit: z.string(), by: z.string(), at: epochMs, reason: z.string() }).nullable(),
  /** While it waits: until when, and where it then stands again. */
  waits: z
    .object({
      ...{ until: epochMs, back: IncidentStateShape, reason: z.string() },
      /** Ids of its critical alerts that held when it was let wait; absent: that was not kept yet. */
      holding: z.array(z.string()).readonly().optional(),
    })
    .nullable(),
  /** What was reported as the result, and by whom. */
  result: z
    .object({
      text: z.string(),
      byId: z.string(),
      /** What kind of account that is; absent: it was before that was kept. */
      byKind: ActorShape.shape.is.optional(),
      by: z.string(),
      at: epochMs,
    })
    .nullable(),
  /** Id of the incident that it was merged into. */
  into: z.string().nullable(),
  /** Ids of incidents that were merged into it. */
  absorbed: z.array(z.string()).readonly(),
})
/** What people do about something that happened. */
export type Incident = Readonly<z.output<typeof IncidentShape>>

export const IncidentRow = IncidentShape.pick({
  ...{
    id: true,
    version: true,
    state: true,
    unit: true,
    title: true,
    titleEn: true,
    openedAt: true,
    closedAt: true,
    turn: true,
  },
  ...{ simulated: true, category: true, severity: true, deadlineAt: true, alerts: true },
}).extend({
  /** Its id; with `>` behind it, the same incident where it is offered: there its unit is the one it is offered to. */
  key: z.string(),
  /** Trực chính; null: nobody yet. */
  lead: z.string().nullable(),
  offeredTo: z.string().nullable(),
  steps: z.number().int(),
  stepsDone: z.number().int(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
})
/** An incident as lists show it. */
export type IncidentRow = Readonly<z.output<typeof IncidentRow>>

/** Whether somebody reported the result that stands. */
export function hasReported(
  { result }: Pick<Incident, 'result'>,
  who: { readonly is: string; readonly id: string },
): boolean {
  return isWhoDid(who, { is: result?.byKind, id: result?.byId })
}

/** An incident as a row of lists. @param isOffer the row for those to whom it is offered */
export function incidentRow(incident: Incident, isOffer = false): IncidentRow {
  const { id, version, state, title, titleEn, category, severity, openedAt, closedAt, deadlineAt, turn, alerts } =
    incident
  const { point, people, offered, steps, simulated } = incident
  return {
    ...(titleEn !== undefined && { titleEn }),
    ...{ id, version, state, title, category, severity, openedAt, closedAt, deadlineAt, turn, alerts, simulated },
    key: isOffer ? `${id}>` : id,
    unit: isOffer && offered !== null ? offered.unit : incident.unit,
    lead: people.lead?.name ?? null,
    offeredTo: offered?.unit ?? null,
    steps: steps.length,
    stepsDone: steps.filter(({ done }) => done !== null).length,
    lng: point?.lng ?? null,
    lat: point?.lat ?? null,
  }
}
