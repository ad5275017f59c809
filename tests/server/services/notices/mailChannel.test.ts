import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import type { Message } from '../../../../server/services/notices/channel.ts'
import { createMailChannel } from '../../../../server/services/notices/mailChannel.ts'

const servers: { close(done: () => void): unknown }[] = []
const sockets = new Set<Socket>()
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(resolve))))
})

const message: Message = {
  ...{ key: '0123456789abcdef0123456789abcdef', to: 'an@cantho.example', name: 'Nguyễn Văn An' },
  text: 'Ngập 0,45 m ở Cồn Khương, quá mức báo động III.',
  ...{ language: 'vi', urgency: 'emergency', path: '/alerts?open=a-1', at: Date.parse('2026-11-23T09:00:00+07:00') },
  about: { matter: 'alert', id: 'a-1' },
}

/** A mail server of this machine, and what it has taken. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; mails: ParsedMail[] }> {
  const mails: ParsedMail[] = []
  const server = new SMTPServer({
    ...{ authOptional: true, hideSTARTTLS: true, logger: false, closeTimeout: 1 },
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        mails.push(mail)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.server.address() as AddressInfo).port, mails }
}

/** Says what it is told over TCP, and no more. */
async function rawServer(meet: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    meet(socket)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function channelTo(port: number, login = ''): ReturnType<typeof createMailChannel> {
  const settings = { url: `smtp://${login}127.0.0.1:${port}`, from: 'ioc@cantho.example' }
  return createMailChannel(settings, 'https://ioc.cantho.example', { connectMs: 200, silentMs: 500, sendMs: 2_000 })
}

interface Connection {
  readonly _socket: Socket
}
const failing = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

describe('mail', () => {
  it('arrives as it was written, under the key of the notice', async () => {
    const { port, mails } = await mailServer()
    expect(await channelTo(port).send(message)).toMatchObject({ is: 'sent' })
    const [mail] = mails
    expect(mail?.subject).toBe(message.text)
    expect(mail?.messageId).toBe(`<${message.key}@cantho.example>`)
    expect(mail?.from?.value).toEqual([
      { name: 'Trung tâm điều hành thông minh Cần Thơ', address: 'ioc@cantho.example' },
    ])
    expect(mail?.to).toMatchObject({ value: [{ name: 'Nguyễn Văn An', address: 'an@cantho.example' }] })
    expect(mail?.date?.getTime()).toBe(message.at)
    expect(mail?.text).toContain(`${message.text}\n\nhttps://ioc.cantho.example/alerts?open=a-1\n\n`)
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('priority')).toBe('high')
  })

  it('goes over the connection of the one before, and over another one where the server has closed that, once', async () => {
    const open: { destroy(): void }[] = []
    const { port, mails } = await mailServer({
      onConnect({ remotePort }, done) {
        const connections = [...(servers[0] as unknown as { connections: Set<Connection> }).connections]
        open.push(
          ...connections.filter(({ _socket }) => _socket.remotePort === remotePort).map(({ _socket }) => _socket),
        )
        done()
      },
    })
    const channel = channelTo(port)
    const numbered = (n: number) => ({ ...message, key: `${n}`.padStart(32, '0') })
    for (let n = 1; n <= 3; n++) expect(await channel.send(numbered(n))).toMatchObject({ is: 'sent' })
    expect(open).toHaveLength(1)
    open[0]?.destroy()
    expect(await channel.send(numbered(4))).toMatchObject({ is: 'sent' })
    expect(open).toHaveLength(2)
    expect(mails.map(({ messageId }) => Number(messageId?.slice(1, 33)))).toEqual([1, 2, 3, 4])
    await channel.stop?.()
  })

  it('goes to one person only, whatever stands in names and texts', async () => {
    const recipients: string[] = []
    const { port, mails } = await mailServer({
      onRcptTo({ address }, _session, done) {
        recipients.push(address)
        done()
      },
    })
    const evil = 'x\r\nBcc: evil@x.example\r\n\r\n.\r\nRCPT TO:<evil@x.example>'
    await channelTo(port).send({ ...message, text: evil, name: `"a" <evil@x.example>, b@x.example\r\nCc: c@x.example` })
    expect(recipients).toEqual(['an@cantho.example'])
    expect(mails[0]?.cc).toBeUndefined()
    expect(mails[0]?.headers.get('bcc')).toBeUndefined()
    expect(mails[0]?.to).toMatchObject({ value: [{ address: 'an@cantho.example' }] })
  })

  it('is sent with the login of the address, and says that it was not taken', async () => {
    const { port } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        if (username === 'ioc@x' && password === 'p:w/1') done(null, { user: username })
        else done(failing(535, 'Invalid username or password'))
      },
    })
    expect(await channelTo(port, 'ioc%40x:p%3Aw%2F1@').send(message)).toMatchObject({ is: 'sent' })
    expect(await channelTo(port, 'ioc%40x:wrong@').send(message)).toMatchObject({
      ...{ is: 'later', reason: 'login', everything: true },
    })
    expect(await channelTo(port).send(message)).toMatchObject({ is: 'later', everything: true })
  })

  it.each([
    [550, { is: 'refused', reason: 'refused' }],
    [553, { is: 'refused', reason: 'refused' }],
    [450, { is: 'later', reason: 'notNow', everything: false }],
    [421, { is: 'later', reason: 'notNow', everything: true }],
  ])('whose recipient is answered %i', async (code, outcome) => {
    const { port, mails } = await mailServer({ onRcptTo: (_to, _session, done) => done(failing(code, 'mailbox')) })
    expect(await channelTo(port).send(message)).toMatchObject({
      ...outcome,
      detail: expect.stringContaining('mailbox'),
    })
    expect(mails).toEqual([])
  })

  it.each([
    [554, { is: 'refused', reason: 'refused' }],
    [451, { is: 'later', reason: 'notNow', everything: false }],
  ])('whose content is answered %i', async (code, outcome) => {
    const { port } = await mailServer({
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(failing(code, 'content')))
      },
    })
    expect(await channelTo(port).send(message)).toMatchObject(outcome)
  })

  it('of a sender whom the server does not take waits until somebody has set that right', async () => {
    const { port } = await mailServer({ onMailFrom: (_from, _session, done) => done(failing(550, 'sender')) })
    expect(await channelTo(port).send(message)).toMatchObject({ is: 'later', reason: 'refused', everything: true })
  })

  it('is tried again where the connection breaks off in the middle of it', async () => {
    const { port } = await mailServer({
      onData(stream) {
        stream.once('data', () => {
          for (const connection of (servers[0] as unknown as { connections: Set<{ _socket: Socket }> }).connections)
            connection._socket.destroy()
        })
      },
    })
    expect(await channelTo(port).send({ ...message, text: 'x'.repeat(200_000) })).toMatchObject({
      ...{ is: 'later', reason: 'brokenOff' },
    })
  })

  it('is not waited for for ever: of who is away, who says nothing, and who stops in the middle', async () => {
    const closed = await rawServer(() => undefined)
    await new Promise<void>((resolve) => servers.pop()?.close(resolve))
    expect(await channelTo(closed).send(message)).toMatchObject({
      is: 'later',
      reason: 'unreachable',
      everything: true,
    })
    const silent = await rawServer(() => undefined)
    expect(await channelTo(silent).send(message)).toMatchObject({
      is: 'later',
      reason: 'unreachable',
      everything: true,
    })
    const { port } = await mailServer({ onData: (stream) => void stream.resume() })
    expect(await channelTo(port).send(message)).toMatchObject({ is: 'later', reason: 'timedOut' })
  })

  it('is not waited for for ever of who answers a little at a time', async () => {
    const slow = await rawServer((socket) => {
      socket.write('220 here\r\n')
      const timer = setInterval(() => socket.write('250-still here\r\n'), 50)
      socket.on('close', () => clearInterval(timer))
    })
    expect(await channelTo(slow).send(message)).toMatchObject({ is: 'later', reason: 'timedOut' })
  })
})
