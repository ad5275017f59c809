import { randomUUID } from 'node:crypto'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import type { Logger } from 'pino'
import { may } from '../domain/access/principal.ts'
import { alertMachine } from '../domain/alerts/handling.ts'
import type { Camera } from '../domain/cameras/camera.ts'
import { picturesSet } from '../domain/devices/deviceSetting.ts'
import { deviceOf } from '../domain/devices/waitingDevice.ts'
import { createDirectiveMachine } from '../domain/directives/machine.ts'
import { createExplanationMachine } from '../domain/explanations/machine.ts'
import type { FigureEvidence } from '../domain/matters/evidence.ts'
import type { MatterKind } from '../domain/matters/fact.ts'
import { hasPage } from '../domain/pages.ts'
import { quoted } from '../domain/problems.ts'
import { type ShiftMatter, shiftMachine } from '../domain/shifts/machine.ts'
import { cameraSource } from '../domain/sourceId.ts'
import { isClockWrong } from '../domain/sources/sourceTrouble.ts'
import { DAY_MS } from '../domain/time.ts'
import { formatTopic } from '../domain/topics.ts'
import { UNIT_TREES } from '../domain/units/index.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createAttempts } from './accounts/attempts.ts'
import { demoPeople } from './accounts/demoPeople.ts'
import { demoWalls } from './accounts/demoWalls.ts'
import { createIdentityProvider } from './accounts/identityProvider.ts'
import { createPairings } from './accounts/pairings.ts'
import { createPasswords } from './accounts/passwords.ts'
import { createBasemap } from './basemap.ts'
import { createEmbeddedBroker } from './broker/embeddedBroker.ts'
import { createCertificate } from './certificate.ts'
import { createCity } from './city/city.ts'
import { createPicture } from './city/picture.ts'
import type { CityFiles } from './cityFiles/cityFiles.ts'
import { createHolidayGaps } from './cityFiles/holidayGaps.ts'
import type { Clock } from './clock.ts'
import { accountHandlers } from './commands/accounts.ts'
import { alertCommands } from './commands/alerts.ts'
import { deviceCommands } from './commands/devices.ts'
import { directiveCommands } from './commands/directives.ts'
import { explanationCommands } from './commands/explanations.ts'
import { incidentCommands } from './commands/incidents.ts'
import { liveViewCommands } from './commands/liveViews.ts'
import { mqttAccountCommands } from './commands/mqttAccounts.ts'
import { noteLooked } from './commands/noteLooked.ts'
import { noticeCommands } from './commands/notices.ts'
import { recordExport } from './commands/recordExport.ts'
import type { AccountParts } from './commands/sessions.ts'
import { settingCommands } from './commands/settings.ts'
import { shiftCommands } from './commands/shift.ts'
import { createHandOut, createStepUp } from './commands/stepUp.ts'
import { storylineCommands } from './commands/storyline.ts'
import { wallControlCommands } from './commands/wallControl.ts'
import { type Config, ConfigError } from './config.ts'
import { createAdmission } from './devices/admission.ts'
import { admitWaiting } from './devices/admitWaiting.ts'
import { createDeviceSettings } from './devices/deviceSettings.ts'
import { createMqttAccounts } from './devices/mqttAccounts.ts'
import { createWaitingDevices } from './devices/waitingDevices.ts'
import { createFileContents } from './files/contents.ts'
import { createUploads } from './files/uploads.ts'
import { createAdministration } from './gate/administration.ts'
import { createAudit } from './gate/audit.ts'
import { createCommandGate } from './gate/commands.ts'
import { createHttpGate } from './gate/http.ts'
import { createPeers } from './gate/peers.ts'
import { knownEncrypted, type Principals, tellKnown } from './gate/principals.ts'
import { createSignInElsewhere } from './gate/signInElsewhere.ts'
import { createUploadGate } from './gate/uploads.ts'
import { alertRoutes } from './http/alerts.ts'
import { auditRoutes } from './http/audit.ts'
import { basemapRoutes } from './http/basemap.ts'
import { cameraRoutes } from './http/cameras.ts'
import { cityFileRoutes } from './http/cityFiles.ts'
import { directiveRoutes } from './http/directives.ts'
import { gapRoutes } from './http/gaps.ts'
import { healthRoutes } from './http/health.ts'
import { incidentRoutes } from './http/incidents.ts'
import { kpiRoutes } from './http/kpis.ts'
import { messageRoutes } from './http/messages.ts'
import { mqttAccountRoutes } from './http/mqttAccounts.ts'
import { noticeRoutes } from './http/notices.ts'
import { createAddressCheck } from './http/origin.ts'
import { peopleRoutes } from './http/people.ts'
import { planRoutes } from './http/plan.ts'
import { sensorRoutes } from './http/sensors.ts'
import { settingRoutes } from './http/settings.ts'
import { shiftRoutes } from './http/shifts.ts'
import { sinceRoutes } from './http/since.ts'
import { sopRoutes } from './http/sops.ts'
import { sourceRoutes } from './http/sources.ts'
import { statisticRoutes } from './http/statistics.ts'
import { systemRoutes } from './http/systems.ts'
import { unitRoutes } from './http/units.ts'
import { waitingDeviceRoutes } from './http/waitingDevices.ts'
import { wallRoutes } from './http/walls.ts'
import { builtScreens, createWeb, type Screens } from './http/web.ts'
import { createWebServer } from './http/webServer.ts'
import { workRoutes } from './http/work.ts'
import { createBrokerLink } from './ingest/brokerLink.ts'
import { createIngest } from './ingest/ingest.ts'
import { printable } from './ingest/printable.ts'
import { createQuarantine } from './ingest/quarantine.ts'
import { createSources } from './ingest/sources.ts'
import { listen } from './listen.ts'
import { Problem } from './problem.ts'
import { createGateway } from './realtime/gateway.ts'
import { createAirQuality } from './services/airQuality.ts'
import { type Alerting, createAlerting } from './services/alerting/alerting.ts'
import { brokerWatch } from './services/alerting/causeWatches.ts'
import { clockWatches } from './services/alerting/clockWatches.ts'
import { floodWatches } from './services/alerting/floodWatches.ts'
import { officeWatches } from './services/alerting/officeWatches.ts'
import { rivalWatches } from './services/alerting/rivalWatches.ts'
import { sourceName } from './services/alerting/sourceName.ts'
import { systemWatches } from './services/alerting/systemWatches.ts'
import { watchesOf } from './services/alerting/watches.ts'
import { createAuditHeads } from './services/auditHeads.ts'
import { createCameraPictures } from './services/cameraPictures.ts'
import { createDataGaps } from './services/dataGaps.ts'
import { createCorrections } from './services/directives/corrections.ts'
import { createOfficialRecord } from './services/directives/officialRecord.ts'
import { createWhoAnswers } from './services/directives/whoAnswers.ts'
import { createEvidenceTaker } from './services/evidence.ts'
import { createFigures } from './services/figures/figures.ts'
import { createHeartbeat } from './services/heartbeat.ts'
import { createIncidentAlerts } from './services/incidentAlerts.ts'
import { createIncidents } from './services/incidents.ts'
import { createIndex766 } from './services/index766.ts'
import { createKpis } from './services/kpis/kpis.ts'
import { createLiveViews } from './services/liveViews.ts'
import { type AnyMatters, createMatters } from './services/matters/matters.ts'
import { createMaySee } from './services/matters/maySee.ts'
import { placeOfMatter, visibleIn } from './services/matters/visibleIn.ts'
import { frozenAlert } from './services/measuredAround.ts'
import { createMetrics } from './services/metrics.ts'
import { createNotices } from './services/notices/notices.ts'
import { tellOfFacts } from './services/notices/tellOfFacts.ts'
import { createOriginalMessages } from './services/originalMessages.ts'
import { createPlan } from './services/plan/plan.ts'
import { createReception } from './services/reception.ts'
import { createSettings } from './services/settings.ts'
import { createHandover } from './services/shifts/handover.ts'
import { createKpiTurns } from './services/since/kpiTurns.ts'
import { createSourceHealth } from './services/sourceHealth.ts'
import { createStorylines } from './services/storylines.ts'
import { createSyslog } from './services/syslog.ts'
import { createThingNames } from './services/thingNames.ts'
import { createWalls, type SteeredWall } from './services/walls.ts'
import type { WallRecord } from './store/accounts.ts'
import { writeAlert } from './store/alerts.ts'
import { createDirectoryLock } from './store/directoryLock.ts'
import { createStore } from './store/openStore.ts'
import { createPostgresLock } from './store/postgresLock.ts'

/** Orders, and questions, that one account may have open at once: of a leader, some for each unit of the city. */
const MOST_OPEN_ORDERS = 2_000

/** Where the hub can be reached once it has started. */
export interface Addresses {
  readonly http: string
  /** Of the embedded broker, or of the one joined. */
  readonly mqtt: string
}

export interface App {
  /**
   * @throws ConfigError when a port is in use or the store cannot be opened; nothing is left running then
   * @throws StartInterrupted when it is stopped before it has started
   */
  start(): Promise<Addresses>
  /** At any moment: what is being started gets that far, and everything ends again. */
  stop(): Promise<void>
}

/** Somebody stopped the hub while it started: no fault of anything. */
export class StartInterrupted extends Error {}

/**
 * Puts one hub together from its parts; nothing runs before `start()`. The order of the parts is the way data takes: broker → ingest →
 * store and city → services → gateway and API.
 * @param principals tells who asks, instead of the accounts of the store
 * @param screens serves the pages; the built ones when absent
 */
export function createApp({
  config,
  cityFiles,
  clock,
  log,
  version,
  clientDir,
  principals: given,
  screens = builtScreens({ clientDir, hasPage: (path) => hasPage(path, UNIT_TREES[config.edition]) }),
}: {
  config: Config
  cityFiles: CityFiles
  clock: Clock
  log: Logger
  version: string
  clientDir: string
  /** The accounts of the store, when absent. */
  principals?: Principals
  screens?: Screens
}): App {
  const units = UNIT_TREES[config.edition]
  const epoch = randomUUID()
  const { edition, prefix } = config
  const { boundaries } = cityFiles

  const messagesForMs = config.messageDays * DAY_MS
  const { dataDir, databaseUrl } = config
  const store = createStore({ dataDir, databaseUrl, clock, log, messagesForMs, edition })
  const lock = databaseUrl === undefined ? createDirectoryLock(dataDir) : createPostgresLock(databaseUrl, log)
  const settings = createSettings({ store, files: cityFiles })
  const { targets, calendar } = settings
  const picture = createPicture()
  const deviceSettings = createDeviceSettings(edition)
  const picturesOf = ({ id, ...place }: Pick<Camera, 'id' | 'commune' | 'office'>) =>
    picturesSet(deviceSettings.get(cameraSource(id)) ?? {}, place, edition) ?? config.cameraPictures
  const city = createCity({ edition, clock, picture, placeDoubt: boundaries.placeDoubt, picturesOf })
  const pictures = createCameraPictures({ city, clock, log })
  const quarantine = createQuarantine({ clock })
  const sources = createSources({ clock })
  const messages = createOriginalMessages({ store, clock, prefix, messagesForMs })
  const figures = createFigures({
    units,
    clock,
    store,
    city,
    calendar,
    prefix,
    messages,
    targets: targets.of,
    begunOn: cityFiles.systemStarts.of,
  })
  const audit = createAudit({ clock, note: store.noted })
  const mqttAccounts = createMqttAccounts()
  const waiting = createWaitingDevices({ store, edition, clock })
  const admission = createAdmission({ policy: config.devices, accounts: mqttAccounts, waiting, prefix })
  const ingest = createIngest({
    edition,
    prefix,
    clock,
    log,
    store,
    city,
    quarantine,
    sources,
    admission,
    asSet: deviceSettings.applied,
    kept: figures.kept,
    told({ did, source, input, before, from: { from: address = '', client = '' } }) {
      // A person who has them blurred again has said so.
      if (did === 'blurAgain' && deviceSettings.get(source)?.pictures !== 'clear') return
      const unit = before === undefined ? null : deviceOf(before).commune
      const from = { address, via: 'mqtt' as const, agent: printable(client, 64) }
      audit.toldOfItself({ did, input, unit, from, ...(before !== undefined && { before }) })
    },
  })
  const certificate =
    config.mqttTls && config.mqttUrl === undefined
      ? createCertificate({ use: 'mqtt', ...config.mqttTls, clock, log })
      : undefined
  const broker =
    config.mqttUrl === undefined
      ? createEmbeddedBroker({
          host: config.host,
          port: config.mqttPort,
          webSocketPort: config.mqttWsPort,
          origins: config.origins,
          prefix,
          handle: ingest.handle,
          refuse: ingest.refuse,
          speakers: admission.speakers,
          certificate,
          notLetIn: ({ from, client = '', name = '', reason }) =>
            audit.refused(
              {
                from: { address: from, via: 'mqtt', agent: printable(client, 64) },
                did: 'connectDevice',
                input: { account: printable(admission.shownName(name), 100) },
                unit: null,
                result: reason,
              },
              undefined,
            ),
          clock,
          log,
        })
      : createBrokerLink({
          url: config.mqttUrl,
          prefix,
          hubId: config.hubId,
          handle: ingest.handle,
          refuse: ingest.refuse,
          before: () => dataGaps.before(),
          returned: (outage) => dataGaps.returned(outage),
          clock,
          log,
        })
  /** An embedded broker is away when the hub is: what devices keep is theirs, and nothing waits between them and the hub. */
  const dataGaps = createDataGaps({
    hubId: config.hubId,
    store,
    clock,
    heard: () => ('heard' in broker ? broker.heard() : undefined),
    log,
  })

  const reception = createReception({ clock, line: broker })
  const kpis = createKpis({
    units,
    clock,
    city,
    store,
    calendar,
    prefix,
    messages,
    reception,
    targets: targets.of,
    begunOn: cityFiles.systemStarts.of,
    publish: (row) => picture.set('kpis', row),
  })
  const airQuality = createAirQuality({
    ...{ city, clock, store, log },
    kept: (samples) => figures.kept({ is: 'samples', samples }),
  })
  const alertMatters = createMatters({
    machine: alertMachine,
    ...{ edition, store, clock, log },
    publish: (matter) => alerting.handled(matter),
  })
  const storylines = createStorylines({ clock })
  const isDrill = () => storylines.running() !== null
  const alerting: Alerting = createAlerting({
    clock,
    isDrill,
    city,
    edition,
    store,
    log,
    reception: reception.now,
    watches: (now, heard) => [
      ...watchesOf(city, now, heard, settings.kinds(), units, (id) => {
        const source = sources.get(id)
        return source !== undefined && isClockWrong(source, now)
      }),
      brokerWatch(heard),
      ...systemWatches(units, city, now, heard),
      ...officeWatches(city, calendar, now, heard),
      ...clockWatches(units, city, sources.rows()),
      ...rivalWatches(units, city, sources.rows(), now),
      ...walls.watches(now),
      ...floodWatches(units, city, 'floods' in broker ? broker.floods() : [], sources.get, now),
    ],
    nameOf: (source) => sourceName(units, city, source),
    handling: alertMatters,
    publish: (alert) => picture.set('alerts', alert),
    remove: (id) => picture.remove('alerts', id),
  })
  const who = createWhoAnswers(units, () => [...accounts.all('person'), ...accounts.demoPeople])
  const directives = createMatters({
    machine: createDirectiveMachine({ calendar, whoIsTold: who.toldOfSilence }),
    ...{ edition, store, clock, log, mostOpen: MOST_OPEN_ORDERS },
    publish: (row) => picture.set('directives', visibleIn(row, edition)),
    remove: (id) => picture.remove('directives', id),
  })
  const explanations = createMatters({
    machine: createExplanationMachine({ calendar, whoIsTold: who.toldOfSilence }),
    ...{ edition, store, clock, log, mostOpen: MOST_OPEN_ORDERS },
    publish: (row) => picture.set('explanations', visibleIn(row, edition)),
    remove: (id) => picture.remove('explanations', id),
  })
  const record = createOfficialRecord({
    ...{ units, clock, store, directives },
    publish: (row) => picture.set('directiveCells', row),
  })
  const corrections = createCorrections({ units, store, explanations })
  const contents = createFileContents(dataDir, { maxBytes: config.filesBytes })
  const uploads = createUploads({ contents, clock })
  const incidents = createIncidents({
    ...{ edition, calendar, store, clock, log },
    publish: (row) => picture.set('incidents', row),
    remove: (key) => picture.remove('incidents', key),
  })
  const incidentAlerts = createIncidentAlerts({
    ...{ incidents, clock, log, alertOf: (id) => alerting.find(id) },
    frozen: (alert) => frozenAlert(city, units, alert, clock.now()),
  })
  const shiftLogs = createMatters({ machine: shiftMachine, edition, store, clock, log })
  /** What people do, by kind. */
  const matters: readonly AnyMatters[] = [alertMatters, shiftLogs, incidents, directives, explanations]
  const handover = createHandover({
    ...{ alerts: alerting.open, alertOf: alerting.find, matters, edition, reception: reception.now },
    sources: () => picture.rows('sources'),
    nameOf: (source) => sourceName(units, city, source),
  })
  const shifts = {
    ...{ logs: shiftLogs, starts: config.shiftStarts, handover },
    keptLog: async (id: string) => shiftLogs.find(id) ?? ((await store.matter('shift', id)) as ShiftMatter | undefined),
  }
  alertMatters.inTransaction(async ({ matter }, tables) => {
    const row = alerting.rowOf(matter)
    if (row !== undefined) await writeAlert(tables, edition, row)
  })
  alertMatters.onFact(({ matter }) => {
    if (matter.closedAt !== null) alerting.handled(matter)
  })
  const plan = createPlan({
    units,
    clock,
    log,
    figures,
    kpis,
    targets,
    calendar,
    city,
    reception,
    publish: (row) => picture.set('plan', row),
  })
  const evidence = createEvidenceTaker({
    ...{ units, clock, kpis, figures, alert: alerting.find },
    planRow: (key) => picture.get('plan', key),
    async matter(kind, id) {
      const known = matters.find((each) => each.kind === kind)?.find(id) ?? (await store.matter(kind, id))
      if (known === undefined) throw new Problem('unknownMatter', { id: quoted(id) })
      return known
    },
    asked: async (id) => (await store.facts('explanation', id))[0]?.what.evidence as FigureEvidence | undefined,
  })
  const index766 = createIndex766({ units, figures })
  const sourceHealth = createSourceHealth({ units, clock, city, sources, quarantine, picture, store })

  const kpiTurns = createKpiTurns({ rows: () => picture.rows('kpis'), store, clock, edition, log })
  const basemap = createBasemap(config.basemap)
  const webCertificate = config.tls && createCertificate({ use: 'http', ...config.tls, clock, log })
  const web = createWebServer({ certificate: webCertificate, log })
  const { server } = web
  /** What connects here is served like what connects there; which port it was tells the gate. */
  const adminServer = createTcpServer((socket) => server.emit('connection', socket))
  const peers = createPeers(config.trustedProxies)
  const addressFault = createAddressCheck({ ...config, isEncrypted: peers.isEncrypted })
  const rules = config.passwordRules
  const accounts = createAccounts({
    ...{ store, clock, log, units, peers, rules },
    limits: config.sessions,
    administration: createAdministration({ limits: config.administration, peers, clock }),
    ...(config.isDemo && { demoPeople: demoPeople(units) }),
  })
  const provider =
    config.identityProvider &&
    createIdentityProvider({
      ...{ settings: config.identityProvider, units, clock },
      tell: (error) => log.warn({ error }, 'signing in by the identity provider failed, or gave less than it tells of'),
    })
  const attempts = createAttempts({ clock })
  const pairings = createPairings({ clock })
  const principals = tellKnown(given ?? knownEncrypted(accounts, peers.isInClear), web.known)
  const matterOf = async (kind: MatterKind, id: string) =>
    matters.find((each) => each.kind === kind)?.find(id) ?? store.matter(kind, id)
  const maySee = createMaySee(units, matterOf)
  const notices = createNotices({
    ...{ settings: config.notices, gateways: cityFiles.gateways, origin: config.origins[0] },
    maySee,
    ...{ accounts, picture, store, clock, log },
  })
  tellOfFacts({ matters, outbox: notices.outbox, accounts, units })
  const auditHeads = createAuditHeads({
    ...{ dataDir, store, clock, log },
    syslog: config.auditSyslog === undefined ? undefined : createSyslog(config.auditSyslog),
  })
  const wallsOfDemo = config.isDemo ? demoWalls(units) : []
  const walls = createWalls({
    ...{ clock, store, picture, units, log },
    all: () => [...wallsOfDemo, ...accounts.all('wall').flatMap(hangingWall)],
    alerts: () => picture.rows('alerts'),
    isDrill,
  })
  const liveViews = createLiveViews({ clock, audit })
  principals.onChange(liveViews.judge)
  const accountParts: AccountParts = {
    ...{ accounts, attempts, peers, units, isDemo: config.isDemo },
    passwords: createPasswords(),
  }
  const handOut = createHandOut(accountParts)
  const commands = createCommandGate({
    handlers: [
      ...alertCommands({ alerting, matters: alertMatters, units }),
      recordExport(),
      ...incidentCommands({
        incidents,
        alerting,
        alerts: alertMatters,
        city,
        pictures,
        sops: cityFiles.sops,
        uploads,
        contents,
        calendar,
        units,
        store,
      }),
      ...directiveCommands({ units, directives, who, evidence, uploads }),
      ...explanationCommands({ units, explanations, who, evidence, uploads }),
      ...noticeCommands({ ...notices, accounts, showAgain: createStepUp(accountParts) }),
      ...settingCommands(settings),
      ...shiftCommands({ ...shifts, units }),
      noteLooked(),
      ...wallControlCommands({ walls, contents, units, maySee, camera: (id) => city.camera(id) }),
      ...storylineCommands({
        ...{ storylines, walls, peers, isDemo: config.isDemo },
        wallsOfDemo: wallsOfDemo.map(({ id }) => id),
      }),
      ...mqttAccountCommands({ accounts: mqttAccounts, units, handOut }),
      ...liveViewCommands({
        ...{ city, views: liveViews, walls, hosts: config.liveHosts },
        mayStill(asking, unit) {
          const principal = principals.of(asking)
          return principal !== undefined && may(principal, 'cameras.watch', unit, units)
        },
      }),
      ...deviceCommands({ accounts: mqttAccounts, waiting, settings: deviceSettings, city, ingest, units, handOut }),
      ...accountHandlers({ ...accountParts, pairings, rules }),
    ],
    city: {
      alertUnit: (id) => alerting.find(id)?.unit,
      async matterUnit(kind, id) {
        return placeOfMatter(await matterOf(kind, id), edition)
      },
      incidentOfferedTo: (id) => incidents.find(id)?.offered?.unit,
      cameraUnit: (id) => city.camera(id)?.commune,
      wallPlace: walls.placeOf,
      maySee: (principal, { kind: matter, id }) => maySee(principal, { matter, id }),
    },
    ...{ units, store, audit, clock, log },
  })
  const gateway = createGateway({
    ...{ server, picture, city, units, clock, epoch, addressFault, log },
    ...{ principals, peers, commands, audit, pictures },
    maxOfOne: config.screensOfOne,
    walls: { ...walls, demo: wallsOfDemo },
    // An alert that nobody has done anything about is no matter yet.
    matterUnit: (kind, id) =>
      kind === 'alert'
        ? alerting.find(id)?.unit
        : placeOfMatter(matters.find((each) => each.kind === kind)?.find(id), edition),
  })
  const heartbeat = createHeartbeat({
    picture,
    clock,
    edition,
    vitals: {
      broker: () => broker.state(),
      dataGaps: dataGaps.recent,
      brokerTrouble: () => ('trouble' in broker ? broker.trouble() : null),
      reception: reception.now,
      storeHealthy: () => store.healthy(),
      counts: () => sources.counts(),
      clients: () => gateway.clients(),
      fileProblems: () => [
        ...cityFiles.problems(),
        ...[certificate?.problem(), webCertificate?.problem()].filter((problem) => problem !== undefined),
      ],
      logProblem: auditHeads.problem,
      unknownHolidays: createHolidayGaps({ calendar, clock, log }),
      drill: () => storylines.running()?.storyline ?? null,
      // A screen that shows another map than the hub has is as old as one of an earlier build.
      version: () =>
        [version, boundaries.digest(), basemap.basemap()?.digest]
          .filter((part) => part !== undefined && part !== '')
          .join('.map-'),
    },
  })
  reception.onChange(heartbeat.tellNow)
  admitWaiting({ accounts: mqttAccounts, waiting, store, letIn: ingest.letIn, log })
  const metrics = createMetrics([
    { name: 'ioc_messages_accepted', help: 'Messages accepted', read: () => sources.counts().accepted },
    { name: 'ioc_messages_refused', help: 'Messages in quarantine', read: () => sources.counts().refused },
    { name: 'ioc_screens', help: 'Connected screens', read: () => gateway.clients() },
    { name: 'ioc_screens_lagging', help: 'Screens that do not keep up', read: () => gateway.lagging() },
    { name: 'ioc_sensors', help: 'Announced sensors', read: () => picture.size('sensors') },
    { name: 'ioc_cameras', help: 'Announced cameras', read: () => picture.size('cameras') },
    {
      name: 'ioc_pictures_blurred',
      help: 'Pictures blurred since the start',
      read: () => pictures.counts().blurred,
    },
    {
      name: 'ioc_pictures_busy_ms',
      help: 'Time pictures were under way to be blurred and judged since the start, ms',
      read: () => pictures.counts().busyMs,
    },
    { name: 'ioc_alerts', help: 'Alerts in the picture', read: () => picture.size('alerts') },
    { name: 'ioc_store_healthy', help: '1 while the store takes writes', read: () => (store.healthy() ? 1 : 0) },
    {
      name: 'ioc_broker_connected',
      help: '1 while the broker is there',
      read: () => (broker.state() === 'connected' ? 1 : 0),
    },
  ])

  const routes = [
    ...unitRoutes({ units }),
    ...sensorRoutes({ city, clock, store }),
    ...cameraRoutes({ city, pictures, store }),
    ...statisticRoutes({ units, store }),
    ...kpiRoutes({ units, kpis, figures, corrections, clock }),
    ...planRoutes({ units, clock, plan, index766 }),
    ...basemapRoutes(basemap),
    ...cityFileRoutes({ targets, calendar, clock }),
    ...systemRoutes({ units, clock, city, store, prefix, messages, begunOn: cityFiles.systemStarts.of }),
    ...messageRoutes({ store, edition, prefix, messagesForMs }),
    ...alertRoutes({
      ...{ units, clock, store, find: alerting.find, open: alerting.open, settled: alerting.settled },
      onDuty: () => gateway.holding('alerts.acknowledge'),
      shiftStarts: config.shiftStarts,
      outside: { sender: `${config.hubId}.ioc-can-tho`, isOfDemo: config.isDemo },
      ringsOf: boundaries.ringsOf,
      pointOf: ({ subject, subjectId }) => {
        const device =
          subject === 'sensor' ? city.sensor(subjectId) : subject === 'camera' ? city.camera(subjectId) : undefined
        if (device === undefined || device.lng === null || device.lat === null) return undefined
        return boundaries.placeDoubt(device) === undefined ? { lng: device.lng, lat: device.lat } : undefined
      },
    }),
    ...sourceRoutes({ picture }),
    ...directiveRoutes({ units, clock, store, directives, explanations, record, who, contents }),
    ...sopRoutes(cityFiles.sops),
    ...incidentRoutes({ units, incidents, store, contents }),
    ...gapRoutes({ store, clock }),
    ...auditRoutes({ units, store, nameOf: createThingNames({ matterOf, store, accounts, city }) }),
    ...waitingDeviceRoutes({ waiting, city, placeDoubt: boundaries.placeDoubt }),
    ...mqttAccountRoutes({
      policy: config.devices,
      accounts: mqttAccounts,
      connections: (account) => ('clientsOf' in broker ? broker.clientsOf(account) : null),
    }),
    ...wallRoutes({ walls, storylines, units, incidents, contents, store }),
    ...settingRoutes({ settings, files: cityFiles.targets, clock }),
    ...shiftRoutes({ ...shifts, clock, store, edition }),
    ...sinceRoutes({ units, clock, store, settled: alerting.settled, settings, matters, starts: config.shiftStarts }),
    ...workRoutes({ matters, units, clock }),
    ...noticeRoutes({ ...notices, accounts, maySee, store: store.notices }),
    ...peopleRoutes({ units, accounts, attempts, pairings, rules, oidc: provider ?? null }),
  ]
  /** What the city works with is another than before: whatever was judged by it is judged anew. */
  const settingsChanged = () => {
    kpis.settingsChanged()
    figures.calendarChanged()
    plan.renew()
  }
  const tellThresholds = () => {
    for (const row of settings.thresholdRows()) {
      const told = picture.get('thresholds', row.key)
      if (told?.at !== row.at || told.changedAt !== row.changedAt) picture.set('thresholds', row)
    }
  }
  cityFiles.onChange(() => {
    city.judgePlaces()
    settingsChanged()
  })
  settings.onChange(() => {
    tellThresholds()
    settingsChanged()
  })
  let started = false
  const health = healthRoutes({
    missing: () => [
      ...(started ? [] : ['services']),
      ...(store.healthy() ? [] : ['store']),
      ...(broker.state() === 'connected' ? [] : ['broker']),
    ],
    metrics,
  })
  server.on(
    'request',
    createWeb({
      isEncrypted: webCertificate !== undefined,
      ...{ addressFault, routes, health, screens, version, clock, log },
      ...{ commands, peers, liveHosts: config.liveHosts },
      uploads: createUploadGate({ uploads, units, audit, clock }),
      signIn: provider && { provider, begin: createSignInElsewhere({ accounts, units, peers, store, audit, clock }) },
      gate: createHttpGate({ principals, units, audit, cameraUnit: (id) => city.camera(id)?.commune }),
      exampleOf: (reach) => ({
        sensor: [...city.sensors()].find(({ commune }) => reach.has(commune))?.id ?? 'MN-1',
        camera: [...city.cameras()].find(({ commune }) => reach.has(commune))?.id ?? 'MC-1',
        city: units.city.code,
      }),
      mapFile: boundaries.file,
      basemap: basemap.path,
    }),
  )

  /** What runs, in the order it was started; stopped in reverse, also when the start fails half way. */
  const running: { readonly name: string; readonly stop: () => void | Promise<void> }[] = []
  let isStopping = false
  let starting: Promise<Addresses> | undefined
  async function begin(name: string, start: () => unknown, stop: () => void | Promise<void>): Promise<void> {
    if (isStopping) throw new StartInterrupted('the hub is stopping')
    running.push({ name, stop })
    await start()
  }

  async function endAll(): Promise<void> {
    started = false
    for (let part = running.pop(); part !== undefined; part = running.pop()) {
      try {
        await part.stop()
      } catch (error) {
        log.error({ error, part: part.name }, 'a part did not stop cleanly')
      }
    }
  }

  async function startAll(): Promise<Addresses> {
    try {
      await basemap.start()
      // A database that is not there is the store's to tell, a data directory that is another's must not be opened.
      const lockStore = () => begin('lock of the store', lock.take, lock.release)
      if (config.databaseUrl === undefined) await lockStore()
      await begin('store', store.start, store.stop)
      if (config.databaseUrl !== undefined) await lockStore()
      await settings.start()
      void contents
        .sweep(store.hasFileContent, clock.now())
        .catch((error: unknown) => log.warn({ error }, 'files could not be swept'))
      tellThresholds()
      await deviceSettings.start(store)
      await city.restore(store)
      await mqttAccounts.start(store)
      await waiting.start()
      await begin('log', auditHeads.start, async () => {
        audit.stop()
        await auditHeads.stop()
      })
      await begin('accounts', accounts.start, accounts.stop)
      if (given === undefined && !config.isDemo && !accounts.hasAdministrator()) throw new ConfigError(NO_ADMINISTRATOR)
      await begin('notices', notices.start, notices.stop)
      await begin('reception', reception.start, reception.stop)
      await begin('city files', cityFiles.start, cityFiles.stop)
      await begin('source health', sourceHealth.start, sourceHealth.stop)
      await begin('air quality', airQuality.start, airQuality.stop)
      await begin('KPIs', kpis.start, kpis.stop)
      await begin('walls', walls.start, walls.stop)
      await begin('looks at video', liveViews.start, liveViews.stop)
      await begin('changes of KPIs', kpiTurns.start, kpiTurns.stop)
      for (const { kind, start, stop } of matters) await begin(kind, start, stop)
      // Alerts come back with what people have done about them.
      await begin('alerting', alerting.start, alerting.stop)
      await begin('alerts of incidents', incidentAlerts.start, incidentAlerts.stop)
      await begin('official cells', record.start, record.stop)
      await begin('corrections', corrections.start, () => undefined)
      await begin(
        'http',
        () => {
          webCertificate?.start()
          gateway.start()
          web.start()
          return listen(server, { host: config.host, port: config.port, setting: 'PORT' })
        },
        async () => {
          // The server has closed when the last connection has, and only the gateway can end those of the screens.
          const closed = web.close()
          await gateway.stop()
          await closed
          webCertificate?.stop()
        },
      )
      const { port: adminPort } = config.administration
      if (adminPort !== undefined)
        await begin(
          'port of administration',
          () => listen(adminServer, { host: config.host, port: adminPort, setting: 'IOC_ADMIN_PORT' }),
          () => void adminServer.close(),
        )
      await begin('ingest', ingest.start, ingest.stop)
      await begin('data gaps', dataGaps.start, dataGaps.stop)
      await begin(
        'broker',
        async () => {
          certificate?.start()
          await broker.start()
          await tellStatus('online')
        },
        async () => {
          if (broker.state() === 'connected') await tellStatus('offline')
          await broker.stop()
          certificate?.stop()
        },
      )
      await begin('plan', plan.start, plan.stop)
      await begin('heartbeat', heartbeat.start, heartbeat.stop)
      if (isStopping) throw new StartInterrupted('the hub is stopping')
    } catch (error) {
      await endAll()
      throw error
    }
    started = true
    const { port } = server.address() as AddressInfo
    return {
      http: `${webCertificate === undefined ? 'http' : 'https'}://${urlHost(config.host)}:${port}`,
      mqtt: config.mqttUrl === undefined ? embeddedAddress() : withoutSecret(config.mqttUrl),
    }
  }

  return {
    start() {
      isStopping = false
      starting = startAll()
      return starting
    },
    async stop() {
      isStopping = true
      // A part is not ended while it begins. What is wrong with the start is told to whoever started.
      await starting?.catch(() => undefined)
      await endAll()
    },
  }

  /** On a broker of its own the hub has no last will: it says itself that it comes and goes. The link to another's does both. */
  async function tellStatus(status: 'online' | 'offline'): Promise<void> {
    if (!('publish' in broker)) return
    await broker.publish(formatTopic({ is: 'hub', id: config.hubId }, prefix), status, { qos: 1, retain: true })
  }

  function embeddedAddress(): string {
    const port = 'port' in broker ? broker.port() : config.mqttPort
    return `${certificate === undefined ? 'mqtt' : 'mqtts'}://${urlHost(config.host)}:${port}`
  }
}

/** Whoever could reach a hub without an administrator could not be told from anybody else. */
const NO_ADMINISTRATOR =
  'nobody administers this hub yet: create an administrator with `npm run admin -- create --user NAME --role admin` (it prints a first password), then start again. For a look around, `npm run demo` needs none'

/** A wall as it is steered: one that has not ended, and whose place the map of units in force has. */
function hangingWall({ id, name, place, endedAt }: WallRecord): SteeredWall[] {
  return endedAt === null && place !== null ? [{ id, name, place }] : []
}

/** An address as it may be logged: the password that gets one in is nobody else's business. */
function withoutSecret(address: string): string {
  const url = new URL(address)
  if (url.password !== '') url.password = '***'
  return url.href
}

/** An IPv6 address stands in brackets; where we listen on every address, the loopback one is the one to open. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
