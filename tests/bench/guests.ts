import { visitor } from '../support/signIn.ts'

/** People who sign in, spread over a time, without waiting for each other. Arguments: url, ms. Asked with people, it tells when all have been answered. */
const [url = '', spread = '0'] = process.argv.slice(2)

process.on('message', async ({ people }: { people: readonly { user: string; password: string }[] }) => {
  const waits: number[] = []
  let done = 0
  await Promise.all(
    people.map(async (person, n) => {
      await new Promise((begin) => setTimeout(begin, (n * Number(spread)) / people.length))
      const began = performance.now()
      const { status } = await visitor({ http: url }).command('signIn', person)
      waits.push(performance.now() - began)
      if (status === 200) done++
    }),
  )
  process.send?.({ done, waits })
})
process.send?.({ ready: {} })
