import { LRUCache } from 'lru-cache'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { PERMISSIONS } from '../../domain/access/permissions.ts'
import type { Principal } from '../../domain/access/principal.ts'
import type { Command } from '../../domain/commands/command.ts'
import { COMMANDS } from '../../domain/commands/index.ts'
import { addDays } from '../../domain/periods.ts'
import type { ExampleCity } from '../../domain/queries/query.ts'
import type { Language } from '../../domain/text.ts'
import { dayOf } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { createAnswerTurns } from '../gate/answerTurns.ts'
import type { HttpGate } from '../gate/http.ts'
import type { Reach } from '../gate/reach.ts'
import { problemOf } from '../problem.ts'
import { apiPage, type ShownAnswer } from './apiPage.ts'
import { type OpenApi, openApiOf, operationIdOf, schemaOf } from './openapi.ts'
import { exampleValues, type Route } from './route.ts'

/** What stands in the examples, of what a reader reaches. */
export type ExampleOf = (reach: Reach) => Omit<ExampleCity, 'today' | 'weekAgo'>

/**
 * The API described from its own declarations, to tools and to people; its examples are of what the reader may see. A description in bytes is made once
 * for everybody to whom it says the same, and is then the same object: it is long, and strangers may ask for it as well.
 */
export interface ApiDocs {
  /** OpenAPI 3.1, as JSON. */
  document(language: Language, principal: Principal | undefined): Buffer
  /** HTML. @param show the operation whose example is answered on the page; unknown ones show nothing, nor do strangers see any @throws Problem */
  page(asked: {
    language: Language
    origin: string
    show: string
    principal: Principal | undefined
    from: AuditEntry['from']
    isGone: () => boolean
  }): Promise<Buffer | string>
}

/** Stands for the address that whoever reads has asked by: they may name many, and what is long in the making is made without it. */
const ORIGIN = '\u{F0000}'
/** Descriptions kept: of two languages, for whoever reaches the same. */
const MOST_KEPT = 24

/**
 * @param routes below `/api/v1`
 * @param health at the root
 */
export function createApiDocs({
  gate,
  routes,
  health,
  exampleOf,
  version,
  clock,
}: {
  gate: HttpGate
  routes: readonly Route[]
  health: readonly Route[]
  exampleOf: ExampleOf
  version: string
  clock: Clock
}): ApiDocs {
  const all = [...routes, ...health]

  function cityOf(principal: Principal | undefined): ExampleCity {
    const today = dayOf(clock.now())
    return { today, weekAgo: addDays(today, -7), ...exampleOf(gate.reach(principal, 'devices.see')) }
  }

  const documentOf = (language: Language, city: ExampleCity) =>
    openApiOf({
      queries: routes.map(({ query }) => query),
      health: health.map(({ query }) => query),
      ...{ version, language, city },
    })

  function addressOf(path: string, city: ExampleCity): string {
    const declared = all.find(({ query }) => query.path === path)
    const example = declared?.query.example(city) ?? path
    return health.some((route) => route === declared) ? example : `/api/v1${example}`
  }

  /** What a route answers to its own example, a problem as it would be told; undefined: it is not JSON. */
  async function exampleAnswer(
    route: Route,
    city: ExampleCity,
    who: { principal: Principal | undefined; from: AuditEntry['from'] },
  ): Promise<unknown> {
    if ('binary' in route.query.gives) return undefined
    try {
      // Asked like anything else: whoever reads an answer on this page has read it, for the log too.
      return await gate.answer(route, { ...exampleValues(route.query, city), ...who, strict: true })
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) throw error
      return { title: problem.title, status: problem.status, detail: problem.message }
    }
  }

  /** A turn of its own: the answer that is shown may wait for one of those of all questions. */
  const showing = createAnswerTurns()
  const kept = new LRUCache<string, Buffer>({ max: MOST_KEPT })
  /** @param told all that what is made depends on */
  function madeOnce(told: unknown, make: () => string): Buffer {
    const key = JSON.stringify(told)
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = Buffer.from(make())
    kept.set(key, made)
    return made
  }

  interface Reading {
    readonly language: Language
    readonly origin: string
    readonly canShow: boolean
  }

  function pageOf(described: OpenApi, city: ExampleCity, reading: Reading, shown: ShownAnswer | undefined): string {
    const { language } = reading
    return apiPage({
      document: described,
      commands: Object.entries<Command>(COMMANDS).map(([name, { summary, do: needed, input, gives, example }]) => ({
        name,
        summary: summary[language],
        permission: needed === 'public' || needed === 'self' ? undefined : PERMISSIONS[needed].name[language],
        sends: schemaOf(input, 'input', language),
        gives: schemaOf(gives, 'output', language),
        example: example(city),
      })),
      exampleOf: (each) => addressOf(each, city),
      ...reading,
      shown,
    })
  }

  return {
    document(language, principal) {
      const city = cityOf(principal)
      return madeOnce(['document', language, city], () => JSON.stringify(documentOf(language, city)))
    },
    async page({ language, origin, show, principal, from, isGone }) {
      const city = cityOf(principal)
      const reading = { language, origin, canShow: principal !== undefined }
      const declared = principal && all.find(({ query }) => operationIdOf(query.path) === show)
      if (principal === undefined || declared === undefined)
        return madeOnce(['page', reading, city], () => {
          const anywhere = { ...reading, origin: ORIGIN }
          const page = madeOnce(['page', anywhere, city], () =>
            pageOf(documentOf(language, city), city, anywhere, undefined),
          )
          return page.toString().replaceAll(ORIGIN, origin)
        })
      return showing.inTurn(principal, isGone, async () => {
        const body = await exampleAnswer(declared, city, { principal, from })
        return pageOf(documentOf(language, city), city, reading, { operationId: show, body })
      })
    },
  }
}
