import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import { postCommand } from './postCommand.ts'
import { cookieFor } from './signIn.ts'

/** Steers a wall as whoever has signed in at the hub; what the wall is told then. @throws Error with what the hub answered */
export async function commandWall(
  hub: { readonly http: string },
  name: string,
  input: object,
): Promise<{ state: WallStateRow }> {
  const headers = { origin: hub.http, cookie: cookieFor(hub.http) ?? '' }
  const { status, body } = await postCommand(hub, name, input, { headers })
  if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`)
  return body as unknown as { state: WallStateRow }
}
