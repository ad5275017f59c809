/** Sends a command as a page of the hub's own does, with further headers or another body where they are what is tested. */
export async function postCommand(
  hub: { readonly http: string },
  name: string,
  input: unknown,
  { headers = {}, body = JSON.stringify(input) }: { headers?: Record<string, string>; body?: string } = {},
) {
  const response = await fetch(`${hub.http}/api/v1/commands/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ioc-command': '1', ...headers },
    body,
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
