import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { GeometryProblem, WindowSize } from '../../domain/walls/geometry.ts'
import { Shape } from '../ui/Shape.tsx'
import { GeometryProblemText } from './GeometryProblemText.tsx'
import { DEFAULT_SETTINGS, GEOMETRY_PARAMETERS, type WallSettings } from './settings.ts'
import { useRem } from './useViewing.ts'
import { roomyRemPx } from './viewing.ts'
import './geometryRefused.css'

/** A wall that cannot be: what is wrong, what is allowed, and the wall without it. */
export function GeometryRefused({
  problems,
  settings,
  save,
  size,
}: {
  readonly problems: readonly GeometryProblem[]
  readonly settings: WallSettings
  readonly save: (next: WallSettings) => void
  readonly size: WindowSize
}) {
  const { t } = useTranslation('wall')
  const [search] = useSearchParams()
  useRem(roomyRemPx(size, size))
  const isSaid = GEOMETRY_PARAMETERS.some((name) => search.has(name))
  const without = new URLSearchParams(search)
  for (const name of GEOMETRY_PARAMETERS) without.delete(name)
  return (
    <main className="wall-refused">
      <div className="wall-refused__page">
        <p className="wall-refused__mark" aria-hidden="true">
          <Shape is="cross" />
        </p>
        <h1 className="wall-refused__title">{t('refused.title')}</h1>
        <ul className="wall-refused__problems">
          {problems.map((problem) => (
            <li key={JSON.stringify(problem)}>
              <GeometryProblemText problem={problem} />
            </li>
          ))}
        </ul>
        {isSaid ? (
          // A page of its own: what the wall remembered may be what cannot be, and is read anew.
          <a className="wall-refused__on" href={`?${without}`}>
            {t('refused.without')}
          </a>
        ) : (
          <button
            type="button"
            className="wall-refused__on"
            onClick={() => save({ ...DEFAULT_SETTINGS, ...programmeOf(settings) })}
          >
            {t('refused.forget')}
          </button>
        )}
      </div>
    </main>
  )
}

function programmeOf({ dwellS, scenes, scene }: WallSettings): Partial<WallSettings> {
  return {
    ...(dwellS !== undefined && { dwellS }),
    ...(scenes !== undefined && { scenes }),
    ...(scene !== undefined && { scene }),
  }
}
