import { askHub } from '../support/signIn.ts'

/** The one way in which the play asks the hub over HTTP: how it is allowed to ask stands here alone. */
export interface Asking {
  /** @param path below `/api/v1` @throws when the answer is no answer */
  of<Answer>(path: string): Promise<Answer>
  /** The same; undefined where there is no such thing. */
  find<Answer>(path: string): Promise<Answer | undefined>
  /** Whether the hub says that it is ready, and what it answers otherwise. */
  isReady(): Promise<true | number>
}

const PATIENCE_MS = 20_000

/** @param http address of the hub */
export function createAsking(http: string): Asking {
  const get = (path: string) => askHub(`${http}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) })

  async function find<Answer>(path: string): Promise<Answer | undefined> {
    const answer = await get(`/api/v1${path}`)
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
    return (await answer.json()) as Answer
  }

  return {
    find,
    async of<Answer>(path: string) {
      const answer = await find<Answer>(path)
      if (answer === undefined) throw new Error(`${path} answered 404`)
      return answer
    },
    async isReady() {
      const answer = await get('/readyz')
      return answer.ok || answer.status
    },
  }
}
