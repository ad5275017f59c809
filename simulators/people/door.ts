import type { SimulatedPerson } from '../../domain/people/simulatedPeople.ts'

const ANSWER_WITHIN_MS = 10_000

/** The hub's own door, as anybody's browser uses it. */
export interface Door {
  /** What the hub answers a person; undefined when it answers with a refusal, or not at all. */
  ask<A>(person: SimulatedPerson, path: string): Promise<A | undefined>
  /**
   * @param key the same for the same act
   * @returns `refused` with the hub's code; `unanswered`: nobody knows whether it was carried out
   */
  send(
    person: SimulatedPerson,
    command: string,
    input: Readonly<Record<string, unknown>>,
    key: string,
  ): Promise<{ readonly is: 'done' | 'unanswered' } | { readonly is: 'refused'; readonly code: string }>
}

/** @param http address of the hub of a demo, which lets its people in by their names */
export function createDoor(http: string): Door {
  /** Whoever asks two things at once signs in once. */
  const cookies = new Map<string, Promise<string | undefined>>()

  async function request(person: SimulatedPerson, path: string, init: RequestInit = {}): Promise<Response | undefined> {
    for (const isSecond of [false, true]) {
      const signedIn = cookies.get(person.id) ?? signIn(person)
      cookies.set(person.id, signedIn)
      const cookie = await signedIn
      if (cookie === undefined) {
        cookies.delete(person.id)
        return undefined
      }
      const response = await reach(path, { ...init, headers: { ...(init.headers as object), cookie } })
      if (response?.status !== 401 || isSecond) return response
      // The session has ended while nobody used it.
      cookies.delete(person.id)
    }
    return undefined
  }

  async function signIn(person: SimulatedPerson): Promise<string | undefined> {
    const response = await reach('/commands/signInAs', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ioc-command': '1' },
      body: JSON.stringify({ user: person.user }),
    })
    if (response?.ok !== true) return undefined
    return response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
  }

  async function reach(path: string, init: RequestInit): Promise<Response | undefined> {
    try {
      return await fetch(`${http}/api/v1${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    } catch {
      return undefined
    }
  }

  return {
    async ask<A>(person: SimulatedPerson, path: string) {
      const response = await request(person, path)
      if (response?.ok !== true) return undefined
      return (await response.json().catch(() => undefined)) as A | undefined
    },
    async send(person, command, input, key) {
      const response = await request(person, `/commands/${command}`, {
        method: 'POST',
        // A page of the hub's own says where it comes from; a command with a cookie needs it.
        headers: {
          ...{ 'content-type': 'application/json', 'x-ioc-command': '1' },
          ...{ 'idempotency-key': key, origin: http },
        },
        body: JSON.stringify(input),
      })
      if (response === undefined || response.status >= 500) return { is: 'unanswered' }
      if (response.ok) return { is: 'done' }
      const { code } = ((await response.json().catch(() => ({}))) ?? {}) as { code?: unknown }
      return { is: 'refused', code: typeof code === 'string' ? code : String(response.status) }
    },
  }
}
