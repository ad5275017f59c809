import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useRow } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatFigure } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { useUnits } from '../ui/useUnits.ts'
import { CITY } from './city.ts'
import { PanelTitle } from './PanelTitle.tsx'
import { SystemNote } from './SystemNote.tsx'
import { useShownRanks } from './shownRanks.ts'
import { needOrder, type SystemLine } from './systemHealth.ts'
import { kpisOfSystem } from './systemKpis.ts'
import { TROUBLE_LOOKS } from './troubleLook.ts'
import { rowsThatFit, useBox } from './useBox.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { useSystemLines } from './useSystemLines.ts'
import './systemBoard.css'

/** Heights in rem, gaps included; `systemBoard.css` has the same. */
const ROW = 3.75
const TITLE = 3
const COLUMNS = 2

/** Every information system of the city, what needs somebody first: how it is, and the first figure it feeds. */
export function SystemBoard() {
  const { t } = useTranslation('wall')
  const lines = useSystemLines(useUnits())
  const [ref, box] = useBox<HTMLDivElement>()
  // Nothing here is numbered, so nothing on the map is.
  useShownRanks(0)
  const ordered = [...(lines ?? [])].sort(needOrder)
  const well = ordered.filter(({ trouble }) => trouble === 'none').length
  const rows = rowsThatFit(box && { ...box, height: box.height - TITLE * box.rem }, ROW)
  const fits = rows * COLUMNS
  // The last place says how many there was no room for.
  const shown = ordered.slice(0, ordered.length > fits ? Math.max(0, fits - 1) : fits)
  return (
    <div ref={ref} className="system-board" data-waiting={lines === undefined}>
      <PanelTitle aside={lines === undefined ? undefined : t('systems.well', { well, all: ordered.length })}>
        {t('systems.title')}
      </PanelTitle>
      {lines !== undefined && (
        <ul className="system-board__list" style={{ gridTemplateRows: `repeat(${Math.max(1, rows)}, ${ROW}rem)` }}>
          {shown.map((line) => (
            <System key={line.id} line={line} />
          ))}
          {shown.length < ordered.length && (
            <li className="system-board__more">{t('systems.more', { count: ordered.length - shown.length })}</li>
          )}
        </ul>
      )}
    </div>
  )
}

function System({ line }: { readonly line: SystemLine }) {
  const text = useText()
  const { t } = useTranslation('common')
  const { is, tone } = TROUBLE_LOOKS[line.trouble]
  const [kpi] = kpisOfSystem(line.id)
  return (
    <li className="system-line" data-tone={tone}>
      <span className="system-line__mark">
        <Shape is={is} />
        <span className="visually-hidden">{t(`systemTrouble.${line.trouble}`)}</span>
      </span>
      <div className="system-line__what">
        <h3 className="system-line__name">{text(line.system.short)}</h3>
        <p className="system-line__note">
          <SystemNote line={line} />
        </p>
      </div>
      <div className="system-line__figure">{kpi === undefined ? <Reporters line={line} /> : <Figure id={kpi} />}</div>
    </li>
  )
}

/** A figure of the city that is made from what the system says. */
function Figure({ id }: { readonly id: ReturnType<typeof kpisOfSystem>[number] }) {
  const text = useText()
  const [language] = useLanguage()
  const kpi = useKpiInForce(id)
  const row = useRow('kpis', `${id}|${CITY}`)
  return (
    <>
      <p className="system-line__value" data-state={row?.state ?? 'unjudged'} data-figure={figureName.kpi(id, CITY)}>
        {formatFigure(row?.value, kpi, language)}
      </p>
      <p className="system-line__note">{text(kpi.short)}</p>
    </>
  )
}

/** Of a system that feeds no figure: how many of its reporters speak. */
function Reporters({ line: { reported, expected } }: { readonly line: SystemLine }) {
  const { t } = useTranslation('wall')
  if (expected === 0) return null
  return (
    <>
      <p className="system-line__value">
        {reported}/{expected}
      </p>
      <p className="system-line__note">{t('systems.reporters')}</p>
    </>
  )
}
