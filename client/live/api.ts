import {
  QueryCache,
  QueryClient,
  type QueryKey,
  queryOptions,
  type UseQueryResult,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import { isWallAddress } from '../../domain/pages.ts'
import type { ProblemParams } from '../../domain/problems.ts'
import type { AnswerTo, Asked, QueryPath } from './ask.ts'

/** An answer other than success: the hub's problem (RFC 9457), or that it did not answer (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly title: string
  readonly detail: string
  readonly status: number
  /** What went wrong, for a sentence in the reader's language: see `PROBLEMS`. Undefined where the answer was not the hub's. */
  readonly code: string | undefined
  readonly params: ProblemParams

  constructor(title: string, detail: string, status: number, code?: string, params: ProblemParams = {}) {
    super(detail)
    this.title = title
    this.detail = detail
    this.status = status
    this.code = code
    this.params = params
  }
}

/** One for the page. A refusal is final; silence is asked again for ever, ever more rarely. */
export function createQueryClient(): QueryClient {
  const queries: QueryClient = new QueryClient({
    // A session that has ended is noticed by whatever asks next.
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'signInFirst')
          void queries.invalidateQueries({ queryKey: SESSION_KEY })
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 5 * 60_000,
        // The line to the hub is what counts, not what the machine thinks of the internet.
        networkMode: 'always',
        retry: (count, error) => isTemporary(error) && count < 4,
        retryDelay: (count) => Math.min(10_000, 500 * 2 ** count) * (0.5 + Math.random()),
        refetchOnReconnect: false,
      },
    },
  })
  return queries
}

/** Under which the answer to who asks is kept. */
export const SESSION_KEY = ['api', '/session'] as const

function isTemporary(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500
}

interface Asking {
  readonly enabled?: boolean
  /** Asked again so often while the page is seen. */
  readonly refetchMs?: number | undefined
}

/** Asks the hub. */
export function useAnswer<P extends QueryPath>(asked: Asked<P>, asking: Asking = {}): UseQueryResult<AnswerTo<P>> {
  return useQuery(answerQuery(asked, asking))
}

/** What is read page by page. */
type Paged = { [P in QueryPath]: AnswerTo<P> extends { readonly next: string | null } ? P : never }[QueryPath]

/**
 * Asks for a list page by page: the first one at once, each other when it is wanted. While only the first is there it is asked for again.
 * @param asked with a filter: what follows is asked for beside it
 */
export function useAnswerPages<P extends Paged>(asked: Asked<P>, { enabled = true, refetchMs }: Asking = {}) {
  return useInfiniteQuery({
    queryKey: ['api-pages', asked],
    queryFn: ({ pageParam, signal }) =>
      getAnswer((pageParam === null ? asked : `${asked}&after=${encodeURIComponent(pageParam)}`) as Asked<P>, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
    refetchInterval: ({ state }) =>
      refetchMs !== undefined && (state.data?.pages.length ?? 0) <= 1 ? refetchMs : false,
  })
}

/** Asks several questions of one kind at once; the answers stand in their order. */
export function useAnswers<P extends QueryPath>(
  asked: readonly Asked<P>[],
  asking: Asking = {},
): UseQueryResult<AnswerTo<P>>[] {
  return useQueries({ queries: asked.map((each) => answerQuery(each, asking)) })
}

function answerQuery<P extends QueryPath>(asked: Asked<P>, { enabled = true, refetchMs }: Asking) {
  return queryOptions<AnswerTo<P>>({
    queryKey: ['api', asked],
    queryFn: ({ signal }) => getAnswer(asked, signal),
    enabled,
    ...(refetchMs !== undefined && { refetchInterval: refetchMs }),
    // A chart whose span moves on keeps its curve while the next one is fetched; another subject never shows through.
    placeholderData: (last, query) => (sameButLater(query?.queryKey, asked) ? last : undefined),
  })
}

/** The answer to a question. @throws ApiError */
export function getAnswer<P extends QueryPath>(asked: Asked<P>, signal?: AbortSignal): Promise<AnswerTo<P>> {
  return getJson(`/api/v1${asked}`, signal)
}

/** GET as JSON. @throws ApiError */
export function getJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  return sendJson(address, { headers: { accept: 'application/json' }, ...(signal && { signal }) })
}

/** Longer than the longest answer of a hub at work takes. */
const ANSWER_WITHIN_MS = 60_000

/** In a browser where somebody has signed in as well, a wall's page asks as the wall. */
const AS_WALL = { 'x-ioc-wall': '1' }

/** Whether this page is the wall's. */
export function isWallPage(): boolean {
  return typeof location !== 'undefined' && isWallAddress(location.pathname)
}

/** The JSON that a request is answered with. @throws ApiError */
export async function sendJson<T>(address: string, request: RequestInit): Promise<T> {
  // Not answered, or not to the end: the hub went away meanwhile.
  const unanswered = (error: unknown): never => {
    if (request.signal?.aborted) throw error
    throw new ApiError('No answer', 'the hub did not answer', 0)
  }
  const headers = { ...(request.headers as Record<string, string> | undefined), ...(isWallPage() && AS_WALL) }
  // A line that is cut without a word answers nothing for ever.
  const patience = AbortSignal.timeout(ANSWER_WITHIN_MS)
  const signal = request.signal ? AbortSignal.any([request.signal, patience]) : patience
  const response = await fetch(address, { ...request, headers, signal }).catch(unanswered)
  if (response.ok) return (await response.json().catch(unanswered)) as T
  const problem = problemIn(await response.json().catch(() => undefined))
  throw new ApiError(
    problem.title ?? response.statusText,
    problem.detail ?? `${address} answered ${response.status}`,
    response.status,
    problem.code,
    problem.params,
  )
}

/** As far as it is one of the hub's: a proxy may answer in its place. */
function problemIn(body: unknown): { title?: string; detail?: string; code?: string; params?: ProblemParams } {
  const { title, detail, code, params } = (body ?? {}) as Readonly<Record<string, unknown>>
  return {
    ...(typeof title === 'string' && { title }),
    ...(typeof detail === 'string' && { detail }),
    ...(typeof code === 'string' && { code }),
    ...(typeof params === 'object' && params !== null && { params: params as ProblemParams }),
  }
}

/** The same question about another time: everything but `from` and `to` is equal. */
function sameButLater(key: QueryKey | undefined, path: string): boolean {
  const before = key?.[1]
  return typeof before === 'string' && timeless(before) === timeless(path) && path.includes('from=')
}

function timeless(path: string): string {
  const url = new URL(path, 'http://hub')
  url.searchParams.delete('from')
  url.searchParams.delete('to')
  return url.pathname + url.search
}
