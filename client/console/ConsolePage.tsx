import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../domain/units/unit.ts'
import { useFeedReady, useRow } from '../live/useLive.ts'
import { OfflineReading } from '../offline/OfflineReading.tsx'
import { useUnits } from '../ui/useUnits.ts'
import './console.css'
import './theme.css'
import { Navigate } from 'react-router'
import { useReach } from '../live/session.ts'
import { useMayIn } from '../ui/useMay.ts'
import { Announcer } from './Announcer.tsx'
import { Forbidden } from './access/Forbidden.tsx'
import { PAGE_PERMISSIONS } from './access/pagePermission.ts'
import { useHome, useOpenable } from './access/useOpenable.ts'
import { AccountPage } from './account/AccountPage.tsx'
import { AlertCaller } from './alerts/AlertCaller.tsx'
import { AlertHealthPage } from './alerts/AlertHealthPage.tsx'
import { AlertsPage } from './alerts/AlertsPage.tsx'
import { LostBanner } from './ConnectionBadge.tsx'
import { ControlPage } from './control/ControlPage.tsx'
import { CameraPage } from './devices/CameraPage.tsx'
import { CamerasPage } from './devices/CamerasPage.tsx'
import { EndedCamera, EndedSensor } from './devices/EndedDevice.tsx'
import { SensorPage } from './devices/SensorPage.tsx'
import { DirectivePage } from './directives/DirectivePage.tsx'
import { DirectivesPage } from './directives/DirectivesPage.tsx'
import { ExplanationPage } from './directives/ExplanationPage.tsx'
import { ExplanationsPage } from './directives/ExplanationsPage.tsx'
import { ExplainPanel } from './explain/ExplainPanel.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { IncidentPage } from './incidents/IncidentPage.tsx'
import { IncidentsPage } from './incidents/IncidentsPage.tsx'
import { Index766Page } from './index766/Index766Page.tsx'
import { LogPage } from './log/LogPage.tsx'
import { NotFound } from './NotFound.tsx'
import { NoticesPage } from './notices/NoticesPage.tsx'
import { NoticeToasts } from './notices/NoticeToasts.tsx'
import { UnseenCount } from './notices/UnseenCount.tsx'
import { DialogHost } from './parts/DialogHost.tsx'
import { Skeleton } from './parts/Skeleton.tsx'
import { DevicesPage } from './people/DevicesPage.tsx'
import { PeoplePage } from './people/PeoplePage.tsx'
import { PersonPage } from './people/PersonPage.tsx'
import { TokensPage } from './people/TokensPage.tsx'
import { WallsPage } from './people/WallsPage.tsx'
import { PlanPage } from './plan/PlanPage.tsx'
import { SearchDialog } from './search/SearchDialog.tsx'
import { SettingsPage } from './settings/SettingsPage.tsx'
import { ShiftPage } from './shift/ShiftPage.tsx'
import { SincePage } from './since/SincePage.tsx'
import { QuarantinePage } from './sources/QuarantinePage.tsx'
import { SourcesPage } from './sources/SourcesPage.tsx'
import { knownSystem } from './systems/knownSystem.ts'
import { SystemPage } from './systems/SystemPage.tsx'
import { SystemsPage } from './systems/SystemsPage.tsx'
import { TopBar } from './TopBar.tsx'
import { UnitPage } from './units/UnitPage.tsx'
import { pageAbove, useConsoleKeys } from './useConsoleKeys.ts'
import { useTheme } from './useTheme.ts'
import { useView } from './useView.ts'
import { WorkPage } from './work/WorkPage.tsx'

/** The operators' console. Everything below the top bar follows from the address. */
export default function ConsolePage() {
  const { t } = useTranslation('console')
  const inHand = useView()
  const { view, open } = inHand
  const units = useUnits()
  const [theme, setTheme] = useTheme()
  const [dialog, setDialog] = useState<'search' | 'help'>()
  const { page } = view
  const sensor = useRow('sensors', page.is === 'sensor' ? page.id : undefined)
  const camera = useRow('cameras', page.is === 'camera' ? page.id : undefined)
  const search = () => setDialog('search')
  const help = () => setDialog('help')
  const close = () => setDialog(undefined)

  useConsoleKeys({
    inHand,
    search,
    help,
    up: () => open(pageAbove(page, units, () => sensor?.commune ?? camera?.commune)),
  })
  useFocusOnNewPage(page.is === 'city' ? '' : `${page.is}/${'code' in page ? page.code : 'id' in page ? page.id : ''}`)

  const unit = page.is === 'city' ? units?.city : page.is === 'unit' ? units?.byCode.get(page.code) : undefined
  // A unit that there is not is as if it were not named: what is explained is then the unit in view.
  const named = view.explain?.unit === undefined ? undefined : units?.byCode.get(view.explain.unit)
  const explained = view.explain === undefined ? undefined : (named ?? unit)?.code
  return (
    <div className="console">
      <a className="console__skip" href="#console-main">
        {t('skip')}
      </a>
      <TopBar theme={theme} setTheme={setTheme} search={search} help={help} />
      <LostBanner />
      <main id="console-main" className="console__main" tabIndex={-1}>
        <DialogHost>
          <UnseenCount>
            <AlertCaller>
              <PageBody units={units} search={search} />
            </AlertCaller>
          </UnseenCount>
          {view.explain !== undefined && units !== undefined && explained !== undefined && (
            <ExplainPanel
              key={`${view.explain.kpi}|${explained}`}
              kpi={view.explain.kpi}
              unit={explained}
              units={units}
            />
          )}
        </DialogHost>
      </main>
      {dialog === 'search' && <SearchDialog close={close} />}
      {dialog === 'help' && <HelpDialog close={close} />}
      <Announcer />
      <NoticeToasts />
      <OfflineReading />
    </div>
  )
}

/** Pages of the city, or of the unit that the address names. */
const UNIT_PAGES = {
  alerts: AlertsPage,
  incidents: IncidentsPage,
  directives: DirectivesPage,
  explanations: ExplanationsPage,
  cameras: CamerasPage,
  plan: PlanPage,
  log: LogPage,
}

function PageBody({ units, search }: { units: UnitTree | undefined; search: () => void }) {
  const { view, toPage } = useView()
  const { page } = view
  const canOpen = useOpenable()
  const home = useHome()
  const permission = PAGE_PERMISSIONS[page.is]
  const mayIn = useMayIn(permission ?? 'map.see')
  const reach = useReach(permission ?? 'map.see')
  const sensor = useRow('sensors', page.is === 'sensor' ? page.id : undefined)
  const camera = useRow('cameras', page.is === 'camera' ? page.id : undefined)
  const ended = useRow('retired', page.is === 'sensor' || page.is === 'camera' ? `${page.is}/${page.id}` : undefined)
  const sensorsReady = useFeedReady('sensors')
  const camerasReady = useFeedReady('cameras')
  // Whoever does not see the whole city begins at what is theirs.
  if (page.is === 'city' && home.is !== 'city') return <Navigate to={toPage(home)} replace />
  if (permission !== null && !canOpen(page.is)) return <Forbidden permission={permission} unit={undefined} />
  const asked = page.is === 'unit' ? page.code : 'unit' in page ? page.unit : undefined
  if (permission !== null && asked !== undefined && units?.byCode.has(asked) && !mayIn(asked)) {
    return <Forbidden permission={permission} unit={asked} />
  }
  switch (page.is) {
    case 'account':
      return canOpen('account') ? <AccountPage /> : <NotFound what="/account" search={search} />
    case 'since':
      return canOpen('since') ? <SincePage units={units} /> : <NotFound what="/since" search={search} />
    case 'work':
      return canOpen('work') ? <WorkPage units={units} /> : <NotFound what="/my-work" search={search} />
    case 'notices':
      return canOpen('notices') ? <NoticesPage units={units} /> : <NotFound what="/notices" search={search} />
    case 'alertHealth':
      return <AlertHealthPage units={units} />
    case 'people':
      return <PeoplePage units={units} />
    case 'person':
      return <PersonPage key={page.id} id={page.id} units={units} />
    case 'tokens':
      return <TokensPage units={units} />
    case 'walls':
      return <WallsPage units={units} />
    case 'devices':
      return <DevicesPage units={units} />
    case 'sources':
      return <SourcesPage units={units} />
    case 'quarantine':
      return <QuarantinePage units={units} />
    case 'unknown':
      return <NotFound what={page.path} search={search} />
    default:
      break
  }
  if (units === undefined) return <Skeleton lines={24} />
  switch (page.is) {
    case 'alerts':
    case 'incidents':
    case 'plan':
    case 'directives':
    case 'explanations':
    case 'cameras':
    case 'log': {
      const Shown = UNIT_PAGES[page.is]
      // A unit that there is not is as if it were not named: the page is the city's, or that of the unit one answers for, and says so.
      const own = reach[0] === units.city.code ? undefined : reach[0]
      return <Shown units={units} unit={page.unit !== undefined && units.byCode.has(page.unit) ? page.unit : own} />
    }
    case 'incident':
      return <IncidentPage key={page.id} id={page.id} units={units} />
    case 'shift':
      return <ShiftPage key={page.id ?? ''} id={page.id} units={units} />
    case 'control':
      return <ControlPage wall={page.wall} units={units} />
    case 'directive':
      return <DirectivePage key={page.id} id={page.id} units={units} />
    case 'explanation':
      return <ExplanationPage key={page.id} id={page.id} units={units} />
    case 'settings':
      return <SettingsPage units={units} />
    case 'index766':
      return <Index766Page units={units} />
    case 'systems':
      return <SystemsPage units={units} />
    case 'system': {
      const id = knownSystem(page.id)
      return id === undefined ? (
        <NotFound what={page.id} search={search} />
      ) : (
        <SystemPage key={id} id={id} units={units} />
      )
    }
    case 'city':
      return <UnitPage unit={units.city} units={units} />
    case 'unit': {
      const unit = units.byCode.get(page.code)
      return unit === undefined ? <NotFound what={page.code} search={search} /> : <UnitPage unit={unit} units={units} />
    }
    case 'sensor':
      if (sensor !== undefined) return <SensorPage sensor={sensor} units={units} />
      if (ended !== undefined) return <EndedSensor key={page.id} id={page.id} ended={ended} units={units} />
      return sensorsReady ? <NotFound what={page.id} search={search} device="sensor" /> : <Skeleton lines={24} />
    case 'camera':
      if (camera !== undefined) return <CameraPage camera={camera} units={units} />
      if (ended !== undefined) return <EndedCamera key={page.id} id={page.id} ended={ended} units={units} />
      return camerasReady ? <NotFound what={page.id} search={search} device="camera" /> : <Skeleton lines={24} />
  }
}

/** After a link to another page the focus goes to its heading: keyboard and screen reader begin there, not at the top. */
function useFocusOnNewPage(page: string): void {
  const before = useRef(page)
  useEffect(() => {
    if (before.current === page) return
    before.current = page
    document.getElementById('console-heading')?.focus()
  }, [page])
}
