import * as z from 'zod/mini'
import { parseInstant } from '../../domain/instant.ts'
import type { Fault } from '../../domain/messages.ts'
import type { RefusalParams, RefusalReason } from '../../domain/refusals.ts'
import type { Path, RefusedPart } from './adapter.ts'

/** What a schema took, with the fields that fell alone; or what is wrong, when nothing is left that could be taken. */
export type Fields<T> =
  | { readonly ok: true; readonly value: T; readonly refused: readonly RefusedPart[] }
  | { readonly ok: false; readonly refused: readonly [RefusedPart, ...RefusedPart[]] }

const MAX_FIELD = 60
/** Objects whose entries stand each for itself: one broken probe says nothing of the others. */
const TABLES: readonly string[] = ['values', 'counts']

/**
 * Reads one message, or one item of a list, field by field. Null is absence. A broken field that the schema can do without is refused alone;
 * the others stay.
 * @param place where the item lies in its payload
 */
export function readFields<S extends z.ZodMiniType>(schema: S, said: unknown, place: Path): Fields<z.output<S>> {
  const whole = z.safeParse(schema, said)
  if (whole.success) return { ok: true, value: whole.data, refused: [] }
  const present = withoutNulls(said)
  const sound = z.safeParse(schema, present)
  if (sound.success) return { ok: true, value: sound.data, refused: [] }
  const { issues } = sound.error
  const rest = z.safeParse(schema, without(present, issues.map(droppable)))
  if (!rest.success) {
    // What cannot be done without: said by the first fault it had, not by its absence from the rest.
    const needed = rest.error.issues[0]?.path[0]
    const issue = issues.find(({ path }) => path[0] === needed) ?? issues[0]
    return { ok: false, refused: [issue === undefined ? { reason: 'schema' } : partOf(issue, present, place)] }
  }
  const [first, ...others] = issues.map((issue) => partOf(issue, present, place))
  if (first !== undefined && hasEmptyTable(rest.data)) return { ok: false, refused: [first, ...others] }
  return { ok: true, value: rest.data, refused: first === undefined ? [] : [first, ...others] }
}

/** Every entry of it was broken: what is left says nothing. */
function hasEmptyTable(said: unknown): boolean {
  return isObject(said) && TABLES.some((name) => isObject(said[name]) && Object.keys(said[name]).length === 0)
}

/** The path of what can be taken out when this fails: an entry of a table, or else the field of the message. */
function droppable({ path }: z.core.$ZodIssue): Path {
  return (path as Path).slice(0, TABLES.includes(String(path[0])) ? 2 : 1)
}

function isObject(said: unknown): said is Readonly<Record<string, unknown>> {
  return typeof said === 'object' && said !== null && !Array.isArray(said)
}

/** The same without fields that are null, also one level down. */
function withoutNulls(said: unknown, levels = 2): unknown {
  if (!isObject(said) || levels === 0) return said
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [[name, withoutNulls(value, levels - 1)]])),
  )
}

function without(said: unknown, paths: readonly Path[]): unknown {
  if (!isObject(said)) return said
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      const below = paths.filter(([first]) => first === name).map((path) => path.slice(1))
      if (below.some((path) => path.length === 0)) return []
      return [[name, below.length === 0 ? value : without(value, below)]]
    }),
  )
}

function partOf(issue: z.core.$ZodIssue, said: unknown, place: Path): RefusedPart {
  const path = issue.path as Path
  const { reason, params } = faultOf(issue, valueAt(said, path))
  const field = path.join('.').slice(0, MAX_FIELD)
  return {
    reason,
    params: field === '' ? params : { ...params, field },
    part: place,
    ...(reason !== 'missing' && { value: [...place, ...path] }),
  }
}

function valueAt(said: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key as string] : undefined),
    said,
  )
}

/** In words that say what to send: see the catalogue. */
function faultOf(issue: z.core.$ZodIssue, value: unknown): { reason: RefusalReason; params: RefusalParams } {
  if (issue.code === 'custom') return (issue.params as Fault | undefined) ?? { reason: 'schema', params: {} }
  if (value === undefined && issue.path.length > 0) return { reason: 'missing', params: {} }
  switch (issue.code) {
    case 'invalid_type':
      return { reason: typeFault(issue.expected, value), params: {} }
    case 'invalid_union': {
      // The only union of the contract: a time is a text or a number.
      const parsed = parseInstant('')
      return parsed.ok
        ? { reason: 'schema', params: {} }
        : { reason: parsed.fault, params: { instead: parsed.instead } }
    }
    case 'invalid_value':
      return { reason: 'notOneOf', params: { allowed: issue.values.map(String).join(', ') } }
    case 'too_big':
      return issue.origin === 'string'
        ? { reason: 'textLength', params: { min: 1, max: Number(issue.maximum) } }
        : { reason: 'outOfBounds', params: { bound: `≤ ${issue.maximum}` } }
    case 'too_small':
      return { reason: 'outOfBounds', params: { bound: `≥ ${issue.minimum}` } }
    case 'invalid_key':
      return { reason: 'textLength', params: { min: 1, max: 64 } }
    default:
      return { reason: 'schema', params: {} }
  }
}

function typeFault(expected: string, value: unknown): RefusalReason {
  switch (expected) {
    case 'number':
      return typeof value === 'number' ? 'notFinite' : 'notNumber'
    case 'int':
      return Number.isFinite(value) ? 'notWhole' : typeof value === 'number' ? 'notFinite' : 'notNumber'
    case 'string':
      return 'notText'
    case 'boolean':
      return 'notTrueOrFalse'
    case 'object':
    case 'record':
      return 'notObject'
    default:
      return 'schema'
  }
}
