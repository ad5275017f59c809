import {
  QueryClient,
  type QueryKey,
  queryOptions,
  type UseQueryResult,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import type { ProblemParams } from '../../domain/problems.ts'

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
  return new QueryClient({
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
}

function isTemporary(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500
}

interface Asking {
  readonly enabled?: boolean
  /** Asked again so often while the page is seen. */
  readonly refetchMs?: number | undefined
}

/**
 * Asks the hub: GET `/api/v1` + path.
 * @param path with its query, e.g. `/kpis/onTimeRate/explain?unit=92`
 */
export function useApi<T>(path: string, asking: Asking = {}): UseQueryResult<T> {
  return useQuery(apiQuery<T>(path, asking))
}

/** One page of a list, and what to ask for the following one. */
interface ListPage {
  readonly next: string | null
}

/** Asks for a list page by page: the first one at once, each other when it is wanted. While only the first is there it is asked for again. */
export function useApiPages<T extends ListPage>(path: string, { enabled = true, refetchMs }: Asking = {}) {
  return useInfiniteQuery({
    queryKey: ['api-pages', path],
    queryFn: ({ pageParam, signal }) =>
      getJson<T>(`/api/v1${path}${pageParam === null ? '' : `&after=${encodeURIComponent(pageParam)}`}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
    refetchInterval: ({ state }) =>
      refetchMs !== undefined && (state.data?.pages.length ?? 0) <= 1 ? refetchMs : false,
  })
}

/** Asks several questions of one kind at once; the answers stand in the order of the paths. */
export function useApis<T>(paths: readonly string[], asking: Asking = {}): UseQueryResult<T>[] {
  return useQueries({ queries: paths.map((path) => apiQuery<T>(path, asking)) })
}

function apiQuery<T>(path: string, { enabled = true, refetchMs }: Asking) {
  return queryOptions<T>({
    queryKey: ['api', path],
    queryFn: ({ signal }) => getJson<T>(`/api/v1${path}`, signal),
    enabled,
    ...(refetchMs !== undefined && { refetchInterval: refetchMs }),
    // A chart whose span moves on keeps its curve while the next one is fetched; another subject never shows through.
    placeholderData: (last, query) => (sameButLater(query?.queryKey, path) ? last : undefined),
  })
}

/** GET as JSON. @throws ApiError */
export async function getJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  // Not answered, or not to the end: the hub went away meanwhile.
  const unanswered = (error: unknown): never => {
    if (signal?.aborted) throw error
    throw new ApiError('No answer', 'the hub did not answer', 0)
  }
  const response = await fetch(address, { headers: { accept: 'application/json' }, ...(signal && { signal }) }).catch(
    unanswered,
  )
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
