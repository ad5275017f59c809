import type * as z from 'zod'
import type { QUERIES } from '../../domain/queries/index.ts'
import type { Answer } from '../../domain/queries/query.ts'

/** The declared queries by their paths. Types alone: the schemas themselves are the hub's. */
type ByPath = { [N in keyof typeof QUERIES as (typeof QUERIES)[N]['path']]: (typeof QUERIES)[N] }

/** What may be asked, as it is declared: `/sensors/{id}/series`. */
export type QueryPath = keyof ByPath

/** What a query is answered with. */
export type AnswerTo<P extends QueryPath> = Answer<ByPath[P]['gives']>

/** A number may be given where the address takes text. */
type Given<T> = { readonly [K in keyof T]: string extends T[K] ? T[K] | number : T[K] }
type Part<Name extends string, T> = string extends keyof T
  ? { readonly [N in Name]?: undefined }
  : object extends T
    ? { readonly [N in Name]?: Given<T> }
    : { readonly [N in Name]: Given<T> }
type InputOf<P extends QueryPath> = Part<'params', z.input<ByPath[P]['params']>> &
  Part<'query', z.input<ByPath[P]['query']>>

declare const ANSWER: unique symbol
/** The address of a question, below `/api/v1`; its type knows the answer. */
export type Asked<P extends QueryPath> = string & { readonly [ANSWER]?: P }

/** Puts a question: what is undefined in it is not asked. */
export function ask<P extends QueryPath>(
  path: P,
  ...[input]: object extends InputOf<P> ? [InputOf<P>?] : [InputOf<P>]
) {
  const { params = {}, query = {} } = (input ?? {}) as { readonly params?: Texts; readonly query?: Texts }
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  )
  return (given.length === 0 ? address : `${address}?${given.join('&')}`) as Asked<P>
}

type Texts = Readonly<Record<string, unknown>>
