import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useNow } from '../live/useLive.ts'
import { formatAge } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { useUnits } from '../ui/useUnits.ts'
import { PanelTitle } from './PanelTitle.tsx'
import type { LinkLine } from './systemHealth.ts'
import { linkLook } from './troubleLook.ts'
import { rowsThatFit, useBox } from './useBox.ts'
import { useSystemLines } from './useSystemLines.ts'
import './systemConnections.css'

/** Heights in rem, gaps included; `systemConnections.css` has the same. */
const ROW = 3.6
const HEAD = 7

/** How many systems are well, and every connection to where data goes: broken ones first, then old ones. */
export function SystemConnections() {
  const { t } = useTranslation('wall')
  const lines = useSystemLines(useUnits())
  const [ref, box] = useBox<HTMLDivElement>()
  const links = (lines ?? [])
    .flatMap((line) => line.links.map((link) => ({ ...link, key: `${line.id}/${link.id}` })))
    .sort((a, b) => urgency(a) - urgency(b))
  const up = links.filter(({ link, freshness }) => link?.state === 'up' && freshness === 'live').length
  const well = (lines ?? []).filter(({ trouble }) => trouble === 'none').length
  const fits = rowsThatFit(box && { ...box, height: box.height - HEAD * box.rem }, ROW)
  return (
    <div ref={ref} className="connections" data-waiting={lines === undefined}>
      {lines !== undefined && (
        <>
          <p className="connections__count">
            <span className="connections__number">{lines.length - well}</span>
            {t('systems.needLook', { all: lines.length, count: lines.length - well })}
          </p>
          <PanelTitle aside={t('systems.up', { up, all: links.length })}>{t('systems.links')}</PanelTitle>
          <ul>
            {links.slice(0, fits).map(({ key, ...line }) => (
              <Connection key={key} line={line} />
            ))}
          </ul>
          {fits < links.length && (
            <p className="connections__more">{t('systems.moreLinks', { count: links.length - fits })}</p>
          )}
        </>
      )}
    </div>
  )
}

/** Down first, then what nobody is sure of, then what works. */
function urgency({ link, freshness }: LinkLine): number {
  if (link?.state === 'down') return 0
  return freshness === 'live' ? 2 : 1
}

function Connection({ line }: { readonly line: LinkLine }) {
  const { t } = useTranslation('common')
  const { t: wall } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const { is, tone, word } = linkLook(line)
  const age = (at: number) => formatAge(Math.max(0, now - at), language)
  const { link } = line
  return (
    <li className="connection" data-tone={tone}>
      <span className="connection__mark">
        <Shape is={is} />
      </span>
      <div>
        <h3 className="connection__name">{text(line.declared.name)}</h3>
        <p className="connection__note">
          {t(word)}
          {link?.state === 'up' &&
            link.lastSuccessAt !== null &&
            ` · ${wall('systems.wentThrough', { age: age(link.lastSuccessAt) })}`}
          {link?.state === 'down' && link.since !== null && ` · ${wall('systems.downSince', { age: age(link.since) })}`}
        </p>
      </div>
    </li>
  )
}
