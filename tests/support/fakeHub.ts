import { onTestFinished, vi } from 'vitest'
import type { AnswerTo, QueryPath } from '../../client/live/ask.ts'
import type { AnswerOf, InputOf } from '../../client/live/command.ts'
import type { CommandName } from '../../domain/commands/index.ts'
import { PROBLEMS, type ProblemCode, type ProblemParams } from '../../domain/problems.ts'

/** Thrown by what answers: the hub refuses. */
export class FakeProblem extends Error {
  readonly code: ProblemCode
  readonly params: ProblemParams

  constructor(code: ProblemCode, params: ProblemParams = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

/** Thrown by what answers: no answer arrives. */
export class Unanswered extends Error {}

/** What is answered to questions by their addresses below `/api/v1`, and to commands. */
export interface FakeAnswers {
  readonly queries?: { readonly [P in QueryPath]?: () => AnswerTo<P> } & Readonly<Record<string, () => unknown>>
  readonly commands?: { readonly [N in CommandName]?: (input: InputOf<N>) => AnswerOf<N> }
}

/** A command as it arrived. */
interface Arrived {
  readonly name: string
  readonly input: unknown
  readonly headers: Headers
}

/**
 * Answers `fetch` as the hub would, without one, until the test is over.
 * @returns the commands that arrived, in their order
 */
export function fakeHub({ queries = {}, commands = {} }: FakeAnswers): readonly Arrived[] {
  const arrived: Arrived[] = []
  const before = globalThis.fetch
  onTestFinished(() => {
    vi.stubGlobal('fetch', before)
  })
  vi.stubGlobal('fetch', async (address: string, request: RequestInit = {}) => {
    const path = address.replace(/^\/api\/v1/, '')
    try {
      if (request.method !== 'POST') return json(200, known(queries[path], address)())
      const name = path.replace(/^\/commands\//, '') as CommandName
      const input: unknown = JSON.parse(String(request.body))
      arrived.push({ name, input, headers: new Headers(request.headers) })
      return json(200, known(commands[name] as ((input: unknown) => unknown) | undefined, address)(input))
    } catch (error) {
      if (!(error instanceof FakeProblem)) throw error
      const { status, title } = PROBLEMS[error.code]
      return json(status, { title, detail: error.code, status, code: error.code, params: error.params })
    }
  })
  return arrived
}

function known<T>(answer: T | undefined, address: string): T {
  if (answer === undefined) throw new Error(`the fake hub has no answer to ${address}`)
  return answer
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}
