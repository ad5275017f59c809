import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import type { Principal } from '../../domain/access/principal.ts'
import { LONGEST_WRITTEN_AGO_MS, WRITER_HEADER, WRITTEN_AGO_HEADER } from '../../domain/commands/sending.ts'
import { MAX_FILE_BYTES } from '../../domain/files/fileKind.ts'
import { UPLOAD } from '../../domain/files/upload.ts'
import { isWallAddress, SIGN_IN_PATH } from '../../domain/pages.ts'
import { PROBLEMS, problemSentence, quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { Query } from '../../domain/queries/query.ts'
import type { Language } from '../../domain/text.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { cookieIn } from '../accounts/cookies.ts'
import type { IdentityProvider, VouchedPerson } from '../accounts/identityProvider.ts'
import type { Clock } from '../clock.ts'
import type { SessionCookie } from '../commands/handler.ts'
import type { CommandGate } from '../gate/commands.ts'
import type { HttpGate } from '../gate/http.ts'
import { networkOf } from '../gate/network.ts'
import type { Peers } from '../gate/peers.ts'
import type { Asking } from '../gate/principals.ts'
import { checkSender } from '../gate/sender.ts'
import type { UploadGate } from '../gate/uploads.ts'
import { Problem, problemOf } from '../problem.ts'
import { type ApiDocs, createApiDocs, type ExampleOf } from './apiDocs.ts'
import { API_PAGE, API_PAGE_STYLE, API_STYLE } from './apiPage.ts'
import { madeOf } from './made.ts'
import type { AddressCheck } from './origin.ts'
import { createPace } from './paced.ts'
import { isBinary, type Route } from './route.ts'

/** Serves the screens: the built files, or in development the files as they are saved. */
export type Screens = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

/** A map file of the city's own, by its name; undefined: the product's is in force. */
type MapFile = (name: string) => Buffer | undefined

/**
 * Everything the hub says over HTTP. The only module that knows Express.
 * @param isEncrypted whether the hub itself speaks TLS
 * @param routes below `/api/v1`
 * @param health at the root
 */
export function createWeb({
  isEncrypted,
  liveHosts = [],
  addressFault,
  gate,
  commands,
  uploads,
  signIn,
  peers,
  routes,
  health,
  exampleOf,
  screens,
  mapFile,
  basemap,
  version,
  clock,
  log,
  uploadWithinMs = UPLOAD_WITHIN_MS,
}: {
  isEncrypted: boolean
  liveHosts?: readonly string[]
  addressFault: AddressCheck
  gate: HttpGate
  commands: CommandGate
  uploads: UploadGate
  /** By an identity provider; undefined: there is none. */
  signIn?: SignInElsewhere | undefined
  peers: Peers
  routes: readonly Route[]
  health: readonly Route[]
  exampleOf: ExampleOf
  screens: Screens
  mapFile: MapFile
  /** Path of the deployment's own vector tiles. */
  basemap: string | undefined
  version: string
  clock: Clock
  log: Logger
  uploadWithinMs?: number
}): RequestListener {
  const web = express()
  web.disable('x-powered-by')
  web.use(securityHeaders(isEncrypted, liveHosts))
  web.use(forThisHub(addressFault))
  web.use(readable)
  web.use(compressed)
  // Whoever watches the hub is answered at once; strangers take turns by where they come from.
  web.use(
    paced((request) =>
      request.path === '/healthz' || request.path === '/readyz' || gate.principalOf(request) !== undefined
        ? undefined
        : networkOf(peers.addressOf(request)),
    ),
  )
  web.use(routerOf(health, gate, peers, { strict: false }))
  web.use(routerOfApiDocs(createApiDocs({ gate, routes, health, exampleOf, version, clock }), gate, peers))
  web.use('/api/v1/sign-in/oidc', routerOfSignIn(signIn, gate, peers))
  web.use('/api/v1/commands', routerOfCommands(commands, gate, peers))
  web.use(`/api/v1${UPLOAD.path}`, routerOfUploads(uploads, gate, peers, uploadWithinMs))
  web.use('/api/v1', routerOf(routes, gate, peers, { strict: true }), nothingHere)
  web.get([...MISTAKEN.keys()], isMistaken)
  web.use('/api', nothingHere)
  web.get('/map/basemap.pmtiles', sendBasemap(basemap))
  web.get('/map/:name', sendMapFile(mapFile))
  web.use(screens)
  web.use(onlyRead)
  web.use(answerProblems(log))
  return web
}

/** @param whose whose place a question takes; undefined: it is not held up */
function paced(whose: (request: Request) => string | undefined): RequestHandler {
  const pace = createPace()
  return (request, response, next) => {
    // Over a line that has been cut off nobody waits.
    if (request.socket.destroyed) return
    const key = whose(request)
    if (key === undefined) return next()
    pace(key, () => {
      // Whoever has left while waiting is not answered.
      if (!response.destroyed) next()
    })
  }
}

/** Sends what is made once for all who ask. */
async function sendMade(request: Request, response: Response, bytes: Buffer): Promise<void> {
  const { etag, gzip } = madeOf(bytes)
  response.set('ETag', etag).vary('Accept-Encoding')
  if (request.fresh) {
    response.status(304).end()
    return
  }
  if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') {
    response.send(bytes)
    return
  }
  const compressed = await gzip
  response.set('Content-Encoding', 'gzip').send(compressed)
}

/** Nothing is told to a page of somebody else's, or under a name of somebody else's; to a person in both languages. */
const forThisHub =
  (addressFault: AddressCheck): RequestHandler =>
  (request, response, next) => {
    const fault = addressFault(request)
    if (fault === undefined) return next()
    const { code, ...said } = fault
    if (request.accepts(['json', 'html']) !== 'html') throw new Problem(code, said)
    const sentence = problemSentence(code, said)
    response.status(PROBLEMS[code].status).type('text').send(`${sentence?.vi}\n\n${sentence?.en}\n`)
  }

/** By ranges, so that a screen reads of a city's tiles what it shows of them; never compressed, or the ranges would be others. */
const sendBasemap =
  (path: string | undefined): RequestHandler =>
  (request, response, next) => {
    if (path === undefined) throw new Problem('noBasemap')
    response.type('application/octet-stream')
    response.sendFile(
      path,
      { cacheControl: false, dotfiles: 'allow', headers: { 'Cache-Control': 'no-cache' } },
      (error) => {
        if (error !== undefined && !request.destroyed) next(error)
      },
    )
  }

const sendMapFile =
  (mapFile: MapFile): RequestHandler<{ name: string }> =>
  async (request, response, next) => {
    const content = mapFile(request.params.name)
    if (content === undefined) return next()
    response.setHeader('Cache-Control', 'no-cache')
    await sendMade(request, response.type('geojson'), content)
  }

/** JSON and text as they are sent. Built files come compressed already, pictures are, and of a part of a file only its own bytes make sense. */
const compressed: RequestHandler = compression({
  filter: (request, response) => request.headers.range === undefined && compression.filter(request, response),
})

/** Addresses that people and tools try first, and the one that is meant. */
const MISTAKEN = new Map([
  ['/health', '/healthz'],
  ['/healthcheck', '/healthz'],
  ['/livez', '/healthz'],
  ['/live', '/healthz'],
  ['/status', '/readyz'],
  ['/ready', '/readyz'],
  ['/metric', '/metrics'],
  ['/openapi.json', '/api/v1/openapi.json'],
  ['/api/openapi.json', '/api/v1/openapi.json'],
  ['/docs', '/api'],
  ['/swagger', '/api'],
])

const isMistaken: RequestHandler = (request) => {
  const meant = MISTAKEN.get(request.path.replace(/\/$/, ''))
  throw new Problem('mistakenAddress', { path: request.path, meant: meant ?? '' })
}

/** The OpenAPI document, and the page of it that a person can read. */
function routerOfApiDocs(docs: ApiDocs, gate: HttpGate, peers: Peers): Router {
  const router = Router()
  const chosen = ({ query }: Request) => LANGUAGES.find((language) => language === query.lang)
  const accepted = (request: Request) => LANGUAGES.find((language) => language === request.acceptsLanguages(LANGUAGES))
  /** Of who is known it says what they reach: it stays with them. */
  async function send(
    request: Request,
    response: Response,
    described: Buffer | string,
    principal: Principal | undefined,
  ): Promise<void> {
    response.setHeader('Cache-Control', principal === undefined ? 'no-cache' : 'no-store')
    if (typeof described === 'string') response.send(described)
    else await sendMade(request, response, described)
  }
  router.get('/api/v1/openapi.json', async (request, response) => {
    const principal = gate.principalOf(request)
    await send(request, response.type('json'), docs.document(chosen(request) ?? 'en', principal), principal)
  })
  router.all('/api/v1/openapi.json', readOnly)
  router.get(API_STYLE, (_request, response) => void response.type('css').send(API_PAGE_STYLE))
  router.get(API_PAGE, async (request, response) => {
    const principal = gate.principalOf(request)
    const page = await docs.page({
      language: chosen(request) ?? accepted(request) ?? 'vi',
      origin: `${request.protocol}://${request.headers.host ?? 'localhost'}`,
      show: String(request.query.show),
      principal,
      from: peers.fromOf(request, 'http'),
      isGone: () => response.destroyed,
    })
    await send(request, response.vary('Accept-Language').type('html'), page, principal)
  })
  return router
}
const LANGUAGES: Language[] = ['vi', 'en']
const YEAR_S = 365 * 24 * 3_600

/**
 * What a page of ours may do: load from the hub and nowhere else, but for video from the media servers that are set. MapLibre's worker is a
 * same-origin module, styles are files, and React sets styles through the CSSOM, so nothing inline is needed but what begins the page again
 * where its program does not come: see `builtScreens`.
 */
const securityHeaders = (isEncrypted: boolean, liveHosts: readonly string[]): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'none'"],
        workerSrc: ["'self'"],
        // A path with a slash at its end is all that lies below it.
        connectSrc: ["'self'", ...liveHosts.map((host) => (/\/\/[^/]+$/.test(host) ? host : `${host}/`))],
        // Video comes from the page itself: a stream of WebRTC, or pieces that it has put together.
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameSrc: ["'self'"],
        // The console shows a wall as it will hang; nothing else of the hub stands in a frame, and nothing in a stranger's.
        frameAncestors: [({ url = '' }) => (isWallAddress(url.split('?', 1)[0] ?? '') ? "'self'" : "'none'")],
      },
    },
    // A hub that has been reached by TLS is not asked without it again; a proxy that ends TLS before the hub says so itself.
    strictTransportSecurity: isEncrypted && { maxAge: YEAR_S, includeSubDomains: false },
  })

/** @param strict see `HttpGate`: whoever asks whether the hub lives may ask as it likes */
function routerOf(routes: readonly Route[], gate: HttpGate, peers: Peers, { strict }: { strict: boolean }): Router {
  const router = Router()
  for (const declared of routes) {
    const path = declared.query.path.replaceAll(/\{(\w+)\}/g, ':$1')
    router.get(path, async (request, response) => {
      const { params, query } = request
      const principal = gate.principalOf(request)
      const body = await gate.answer(declared, {
        principal,
        from: peers.fromOf(request, 'http'),
        params,
        query,
        strict,
        isGone: () => response.destroyed,
      })
      if (declared.query === (QUERIES.session as Query)) gate.renewCookie(request, response)
      response.setHeader('Cache-Control', 'no-store')
      if (!isBinary(body)) {
        response.json(body)
        return
      }
      response.set(body.headers ?? {})
      response.type(body.type).send(Buffer.from(body.bytes.buffer, body.bytes.byteOffset, body.bytes.byteLength))
    })
    router.all(path, readOnly)
  }
  return router
}

/** Whose a command or a file is, as far as the page says. */
function writerOf(request: Request): { readonly writer?: string } {
  const writer = request.get(WRITER_HEADER)
  return writer === undefined ? {} : { writer }
}

/** How long ago a command was written, as the page says. @throws Problem */
function writtenAgoOf(request: Request): { readonly writtenAgoMs?: number } {
  const ago = request.get(WRITTEN_AGO_HEADER)
  if (ago === undefined) return {}
  if (!/^\d{1,11}$/.test(ago) || Number(ago) > LONGEST_WRITTEN_AGO_MS) throw new Problem('wrongWrittenAgo')
  return { writtenAgoMs: Number(ago) }
}

/** Largest body of a command. */
const MAX_COMMAND_BYTES = 64 * 1024

/** `POST /{name}` for every declared command. */
function routerOfCommands(commands: CommandGate, gate: HttpGate, peers: Peers): Router {
  const router = Router()
  const check: RequestHandler<{ name: string }> = (request, _response, next) => {
    checkSender(request.headers)
    if (!request.is('application/json')) throw new Problem('notJson')
    next()
  }
  const carryOut: RequestHandler<{ name: string }> = async (request, response) => {
    const key = request.get('idempotency-key')
    const { answer, cookie } = await commands.carryOut({
      ...(key !== undefined && { key }),
      ...writerOf(request),
      ...writtenAgoOf(request),
      name: request.params.name,
      input: request.body as unknown,
      principal: gate.principalOf(request),
      again: () => gate.principalOf(request),
      from: peers.fromOf(request, 'http'),
      asking: request,
    })
    if (cookie !== undefined) gate.setCookie(request, response, cookie)
    response.setHeader('Cache-Control', 'no-store')
    response.json(answer)
  }
  router.post('/:name', check, express.json({ limit: MAX_COMMAND_BYTES, inflate: false }), bodyProblem, carryOut)
  router.all('/:name', (request, response) => {
    response.setHeader('Allow', 'POST')
    throw new Problem('commandOnly', { path: quoted(request.baseUrl + request.path), method: request.method })
  })
  return router
}

/** The largest file over a poor mobile connection. */
const UPLOAD_WITHIN_MS = 3 * MINUTE_MS

/** `POST /` with a file as its body, which is read when its sender may send one, and must have come within some time. */
function routerOfUploads(uploads: UploadGate, gate: HttpGate, peers: Peers, withinMs: number): Router {
  const router = Router()
  const begin: RequestHandler = (request, response, next) => {
    checkSender(request.headers)
    const giveUp = (problem: Problem) => {
      // Express reads on until the body ends: the answer is given beside it, and then the connection ends.
      response.once('finish', () => request.socket.destroy())
      sendProblem(response.set('Connection', 'close'), problem)
    }
    const arrival = uploads.begin({
      principal: gate.principalOf(request),
      from: peers.fromOf(request, 'http'),
      ...writerOf(request),
      giveWay(problem) {
        clearTimeout(timer)
        giveUp(problem)
      },
    })
    const timer = setTimeout(() => giveUp(new Problem('fileTooSlow', { minutes: withinMs / MINUTE_MS })), withinMs)
    request.on('data', (part: Buffer) => arrival.came(part.length))
    request.once('end', () => {
      clearTimeout(timer)
      arrival.whole()
    })
    response.once('close', () => {
      clearTimeout(timer)
      arrival.end()
    })
    next()
  }
  const tooLarge: ErrorRequestHandler = (error: { type?: unknown }, _request, response, next) => {
    if (response.headersSent) return
    if (error.type === 'entity.too.large') next(new Problem('fileTooLarge', { max: MAX_FILE_BYTES / 1024 / 1024 }))
    else next(typeof error.type === 'string' ? new Problem('unreadableBody') : error)
  }
  const take: RequestHandler = async (request, response) => {
    // What has been given up may have come to its end all the same.
    if (response.headersSent) return
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    response.setHeader('Cache-Control', 'no-store')
    response.json(await uploads.take(gate.principalOf(request), request.query, bytes, writerOf(request).writer))
  }
  router.post('/', begin, express.raw({ type: () => true, limit: MAX_FILE_BYTES, inflate: false }), tooLarge, take)
  router.all('/', (request, response) => {
    response.setHeader('Allow', 'POST')
    throw new Problem('commandOnly', { path: quoted(request.baseUrl), method: request.method })
  })
  return router
}

/** Sign-in by an identity provider. */
export interface SignInElsewhere {
  readonly provider: IdentityProvider
  begin(person: VouchedPerson, asking: Asking): Promise<SessionCookie>
}

/** Lax: it comes back with a browser that the provider sends. */
const OIDC_COOKIE = '__Host-ioc-oidc'
const OIDC_COOKIE_S = 600

/** To the identity provider, and back from it: pages that a browser is led through, not answers to a program. */
function routerOfSignIn(signIn: SignInElsewhere | undefined, gate: HttpGate, peers: Peers): Router {
  const router = Router()
  const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax'

  router.get('/', async (request, response) => {
    if (signIn === undefined) throw new Problem('noOidc')
    const isEncrypted = peers.isEncrypted(request)
    if (!isEncrypted && !peers.isThisMachine(request)) throw new Problem('signInNeedsTls')
    const back = `${isEncrypted ? 'https' : 'http'}://${request.headers.host}/api/v1/sign-in/oidc/callback`
    const { address, secret } = await signIn.provider.begin(
      back,
      pageOf(request.query.to),
      request.query.again === 'true',
    )
    response.appendHeader('Set-Cookie', `${OIDC_COOKIE}=${secret}; ${attributes}; Max-Age=${OIDC_COOKIE_S}`)
    response.setHeader('Cache-Control', 'no-store')
    response.redirect(303, address)
  })
  router.get('/callback', async (request, response) => {
    if (signIn === undefined) throw new Problem('noOidc')
    response.appendHeader('Set-Cookie', `${OIDC_COOKIE}=; ${attributes}; Max-Age=0`)
    response.setHeader('Cache-Control', 'no-store')
    try {
      const came = new URL(request.originalUrl, 'http://hub')
      const { person, to } = await signIn.provider.finish(came, cookieIn(request.headers.cookie, OIDC_COOKIE))
      gate.setCookie(request, response, await signIn.begin(person, request))
      response.redirect(303, to)
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) throw error
      // A person looks at this: the page of sign-in says it.
      response.redirect(303, `${SIGN_IN_PATH}?problem=${problem.code}`)
    }
  })
  router.all(['/', '/callback'], readOnly)
  return router
}

/** A page of the hub's own: never an address that somebody has put into a link. */
function pageOf(to: unknown): string {
  if (typeof to !== 'string' || !URL.canParse(to, 'http://hub')) return '/'
  const { origin, pathname, search, hash } = new URL(to, 'http://hub')
  return origin === 'http://hub' && to.startsWith('/') && !pathname.startsWith('//') ? pathname + search + hash : '/'
}

/** What is wrong with a body, as a problem. */
const bodyProblem: ErrorRequestHandler = (error: { type?: unknown }, _request, _response, next) => {
  if (error.type === 'entity.too.large') next(new Problem('bodyTooLarge', { max: MAX_COMMAND_BYTES }))
  else if (typeof error.type === 'string') next(new Problem('unreadableBody'))
  else next(error)
}

/** An address that cannot be decoded is none: of the API a problem, of the pages one that does not exist. */
const readable: RequestHandler = (request, _response, next) => {
  try {
    decodeURIComponent(request.path)
    next()
  } catch {
    if (request.path.startsWith('/api/')) throw new Problem('unreadableAddress')
    request.url = UNREADABLE
    next()
  }
}
/** No page and no file. */
const UNREADABLE = '/unreadable-address'

/** Behind the pages: what nobody answered is no address, or is not asked for but told something. */
const onlyRead: RequestHandler = (request, response) => {
  const { path, method } = request
  if (method === 'GET' || method === 'HEAD') throw new Problem('unknownAddress', { path: quoted(path) })
  response.setHeader('Allow', 'GET, HEAD')
  throw new Problem('readOnly', { path, method })
}

/** What can be read takes nothing else. */
const readOnly: RequestHandler = (request, response) => {
  response.setHeader('Allow', 'GET, HEAD')
  throw new Problem('readOnly', { path: request.baseUrl + request.path, method: request.method })
}

/** The last handler of the API: whatever was not answered before does not exist. */
const nothingHere: RequestHandler = (request) => {
  throw new Problem('unknownAddress', { path: quoted(request.originalUrl.split('?')[0] ?? '') })
}

function answerProblems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const known = problemOf(error)
    if (known === undefined) log.error({ error, url: request.originalUrl }, 'a request failed')
    sendProblem(response, known ?? new Problem('internal'))
  }
}

function sendProblem(response: Response, { status, title, message, code, params }: Problem): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail: message, code, params }))
}

/** Files that the build compresses (vite.config.ts), by the name of their encoding; the first that a browser takes is sent. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

const encodingOf = (path: string) => ENCODINGS.find(([, suffix]) => path.endsWith(suffix))

function isFileIn(folder: string, path: string): boolean {
  const file = join(folder, path)
  return file.startsWith(folder + sep) && existsSync(file)
}

/** Of the scripts that stand in a page itself: these and no others run. Base64 of SHA-256. */
function inlineScriptHashes(html: string): readonly string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) =>
    createHash('sha256').update(text).digest('base64'),
  )
}

/**
 * The built screens: files with a hash in their name for ever, everything else asked again. Any other address is the page itself, with the
 * status 404 where it has nothing to show.
 */
export function builtScreens({
  clientDir,
  hasPage,
}: {
  clientDir: string
  hasPage: (path: string) => boolean
}): Screens {
  const router = Router()
  const index = join(clientDir, 'index.html')
  let hashes: readonly string[] | undefined
  const files = express.static(clientDir, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const hashed = path.startsWith(join(clientDir, 'assets'))
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      const encoding = encodingOf(path)
      if (encoding === undefined) return
      const [name, suffix] = encoding
      response.setHeader('Content-Encoding', name)
      response.type(extname(path.slice(0, -suffix.length)))
    },
  })
  router.use((request, response, next) => {
    const { path, url } = request
    if (encodingOf(path) !== undefined) return next()
    const there = ENCODINGS.filter(([, suffix]) => isFileIn(clientDir, `${path}${suffix}`))
    if (there.length > 0) response.vary('Accept-Encoding')
    const sent = request.headers.range === undefined && there.find(([name]) => request.acceptsEncodings(name) === name)
    if (sent) request.url = `${path}${sent[1]}`
    files(request, response, (error) => {
      request.url = url
      next(error)
    })
  })
  router.get('/{*path}', (request, response) => {
    const isPage = hasPage(request.path)
    // A missing file is an error, not the page: a script that gets HTML fails in ways nobody understands.
    if (!isPage && /\.[a-z0-9]{1,8}$/i.test(request.path)) throw new Problem('unknownFile', { path: request.path })
    if (!existsSync(index)) throw new Problem('notBuilt')
    response.status(isPage ? 200 : 404).setHeader('Cache-Control', 'no-cache')
    hashes ??= inlineScriptHashes(readFileSync(index, 'utf8'))
    const policy = String(response.getHeader('Content-Security-Policy'))
    const allowed = ["script-src 'self'", ...hashes.map((hash) => `'sha256-${hash}'`)].join(' ')
    response.setHeader('Content-Security-Policy', policy.replace("script-src 'self'", allowed))
    response.sendFile(index)
  })
  return router as unknown as Screens
}
