import { addDays } from '../../domain/periods.ts'
import type { Language } from '../../domain/text.ts'
import { dayOf } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { apiPage, type ShownAnswer } from './apiPage.ts'
import { type OpenApi, openApiOf } from './openapi.ts'
import { problemOf } from './problem.ts'
import { answer, type ExampleDays, exampleValues, isBinary, type Route } from './route.ts'

/** The API described from its own declarations: to tools and to people. */
export interface ApiDocs {
  document(language: Language): OpenApi
  /** HTML. @param show the operation whose example is answered on the page; unknown ones show nothing */
  page(asked: { language: Language; origin: string; show: string }): Promise<string>
}

/**
 * @param routes below `/api/v1`
 * @param health at the root
 */
export function createApiDocs({
  routes,
  health,
  version,
  clock,
}: {
  routes: readonly Route[]
  health: readonly Route[]
  version: string
  clock: Clock
}): ApiDocs {
  const all = [...routes, ...health]

  function days(): ExampleDays {
    const today = dayOf(clock.now())
    return { today, weekAgo: addDays(today, -7) }
  }

  const document = (language: Language) => openApiOf({ routes, health, version, language, days: days() })

  function exampleOf(path: string): string {
    const declared = all.find((route) => route.path === path)
    const example = declared?.example(days()) ?? path
    return health.some((route) => route === declared) ? example : `/api/v1${example}`
  }

  return {
    document,
    async page({ language, origin, show }) {
      const described = document(language)
      const path = Object.keys(described.paths).find((each) => described.paths[each]?.get.operationId === show)
      const declared = all.find((route) => route.path === path)
      const shown: ShownAnswer | undefined = declared && {
        operationId: show,
        body: await exampleAnswer(declared, days()),
      }
      return apiPage({ document: described, language, origin, exampleOf, shown })
    },
  }
}

/** What a route answers to its own example, a problem as it would be told; undefined: it is not JSON. */
async function exampleAnswer(declared: Route, days: ExampleDays): Promise<unknown> {
  const { params, query } = exampleValues(declared, days)
  try {
    const body = await answer(declared, params, query, true)
    return isBinary(body) ? undefined : body
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    return { title: problem.title, status: problem.status, detail: problem.message }
  }
}
